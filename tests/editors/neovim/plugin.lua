-- Tests of what editors/neovim adds to Neovim. Each gets a session of its own, in a fresh folder of the scenario.
local Session = require('session')

local DEFINITION = 'apiDefinition.swagger.json'
local tests = {}

--- Waits until the server knows the current file.
local function attached(session)
  session:wait('the server knows the file', [[return #vim.lsp.get_clients({ bufnr = 0, name = 'connector_ls' }) == 1]])
end

local function open(session, folder, file)
  session:edit(folder .. '/' .. file)
  attached(session)
end

--- Puts the cursor to where a text is for the first time.
local function search(session, text)
  session:lua("vim.fn.cursor(1, 1); assert(vim.fn.search('\\\\V' .. ..., 'cW') > 0)", text)
end

--- Waits until a file has a text, or has it no more.
local function has(session, folder, file, text, is_wanted)
  session:wait(('%s in %s'):format(text, file), [[
    local path, text, is_wanted = ...
    local lines = vim.api.nvim_buf_get_lines(vim.fn.bufnr(path), 0, -1, false)
    local is_there = table.concat(lines, '\n'):find(text, 1, true) ~= nil
    return is_there == is_wanted, { vim.g.notified, vim.fn.execute('messages') }
  ]], folder .. '/' .. file, text, is_wanted ~= false)
end

--- Waits until a message with this text was shown.
local function told(session, text)
  session:wait('the message ' .. text, [[
    local text, all = ..., vim.list_extend(vim.split(vim.fn.execute('messages'), '\n'), vim.g.notified)
    return vim.iter(all):any(function(message) return message:find(text, 1, true) ~= nil end), all
  ]], text)
end

--- Waits until the current buffer has a line with this text, and gives its lines.
local function shows(session, text)
  return session:wait('a page with ' .. text, [[
    local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
    return table.concat(lines, '\n'):find(..., 1, true) and lines, lines
  ]], text)
end

--- Makes the lists that ask for a choice choose the line with this text.
local function choose(session, text)
  session:lua([[
    local text = ...
    vim.ui.select = function(choices, options, chosen)
      for _, choice in ipairs(choices) do
        if options.format_item(choice):find(text, 1, true) then return chosen(choice) end
      end
      error('nothing to choose: ' .. text)
    end
  ]], text)
end

local function write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
end

tests['only files of connectors'] = function(session, folder)
  write(folder .. '/package.json', '{ "name": "rooms" }\n')
  write(folder .. '/settings.json', '{ "apiDefinition": "apiDefinition.swagger.json" }\n')
  write(folder .. '/connector-ls.jsonc', '{ "profile": "custom" }\n')
  vim.fn.mkdir(folder .. '/elsewhere')
  write(folder .. '/elsewhere/settings.json', '{}\n')
  for _, file in ipairs({ DEFINITION, 'apiProperties.json', 'settings.json', 'connector-ls.jsonc' }) do
    open(session, folder, file)
  end
  for _, file in ipairs({ 'package.json', 'elsewhere/settings.json' }) do
    session:edit(folder .. '/' .. file)
    -- Opening a file of the connector afterwards shows that whatever was to be attached is attached.
    open(session, folder, DEFINITION)
    local clients = session:lua([[return #vim.lsp.get_clients({ bufnr = vim.fn.bufnr(...) })]], folder .. '/' .. file)
    assert(clients == 0, file .. ' has a server')
  end
  local running = session:lua([[return #vim.lsp.get_clients()]])
  assert(running == 1, running .. ' servers run for one repository')
end

tests['a step of the operation that is named, at the cursor, or chosen'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:edit(folder .. '/apiProperties.json')
  attached(session)
  session:lua("vim.cmd('ConnectorRevision start CreateBooking')")
  has(session, folder, DEFINITION, '"CreateBooking_V2"')
  has(session, folder, 'apiProperties.json', '"CreateBooking_V2"')
  -- On its name in a policy.
  search(session, 'GetBooking"')
  session:lua("vim.cmd('ConnectorRevision start')")
  has(session, folder, DEFINITION, '"GetBooking_V2"')
  -- Anywhere in it.
  session:edit(folder .. '/' .. DEFINITION)
  search(session, 'Moves a booking')
  session:lua("vim.cmd('ConnectorRevision start')")
  has(session, folder, DEFINITION, '"MoveBooking_V2"')
  -- In none.
  session:lua('vim.fn.cursor(1, 1)')
  choose(session, 'ListBookings')
  session:lua("vim.cmd('ConnectorRevision start')")
  has(session, folder, DEFINITION, '"ListBookings_V2"')
end

tests['a step that does not apply says why'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua("vim.cmd('ConnectorRevision hide CreateBooking')")
  told(session, 'not deprecated')
  session:lua("vim.cmd('ConnectorRevision begin CreateBooking')")
  told(session, "There is no step 'begin'")
  session:lua("vim.cmd('ConnectorRevision start DeleteBooking')")
  told(session, "no operation 'DeleteBooking'")
end

tests['steps and operations are completed'] = function(session, folder)
  open(session, folder, DEFINITION)
  local function completed(line)
    return table.concat(session:lua("return vim.fn.getcompletion(..., 'cmdline')", line), ' ')
  end
  local steps = completed('ConnectorRevision start')
  assert(steps == 'start startSameBackend', steps)
  steps = completed('silent ConnectorRevision sta')
  assert(steps == 'start startSameBackend', steps)
  local ids = completed('ConnectorRevision promote Lis')
  assert(ids == 'ListBookings ListRooms', ids)
  local named = completed('ConnectorDeprecate Mov')
  assert(named == 'MoveBooking', named)
end

tests['deprecated with its last day'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua("vim.cmd('ConnectorDeprecate GetBooking 2034-06-30')")
  has(session, folder, DEFINITION, '"expires": "2034-06-30"')
  session:lua([[vim.ui.input = function(options, entered)
    vim.notify(options.prompt)
    entered('2035-01-31')
  end]])
  search(session, '"CreateBooking"')
  session:lua("vim.cmd('ConnectorDeprecate')")
  has(session, folder, DEFINITION, '"expires": "2035-01-31"')
  told(session, 'CreateBooking')
end

tests['one undo takes back one step, in a file that is not shown too'] = function(session, folder)
  open(session, folder, 'apiProperties.json')
  local before = session:text(folder .. '/apiProperties.json')
  open(session, folder, DEFINITION)
  session:lua("vim.cmd('ConnectorRevision start CreateBooking')")
  has(session, folder, 'apiProperties.json', '"CreateBooking_V2"')
  local between = session:text(folder .. '/apiProperties.json')
  session:lua("vim.cmd('ConnectorRevision start GetBooking')")
  has(session, folder, 'apiProperties.json', '"GetBooking_V2"')
  session:edit(folder .. '/apiProperties.json')
  session:lua("vim.cmd('silent undo')")
  assert(session:text(folder .. '/apiProperties.json') == between, 'the first undo')
  session:lua("vim.cmd('silent undo')")
  assert(session:text(folder .. '/apiProperties.json') == before, 'the second undo')
end

tests['operations are chosen, or listed'] = function(session, folder)
  open(session, folder, 'apiProperties.json')
  choose(session, 'MoveBooking')
  session:lua("vim.cmd('ConnectorOperations')")
  session:wait('the place of MoveBooking', [[
    local line = vim.api.nvim_get_current_line()
    return line:find('"operationId": "MoveBooking"', 1, true), line
  ]])
  -- One without an operationId is called by its method and path.
  session:lua([[vim.cmd('silent %s/"operationId": "CreateBooking"/"x-ms-api-annotation": { "family": "CreateBooking" }/')]])
  session:lua("vim.cmd('ConnectorOperations!')")
  local listed = session:wait('the quickfix window', [[
    return vim.bo.buftype == 'quickfix' and vim.tbl_map(function(item) return item.text end, vim.fn.getqflist())
  ]])
  assert(#listed == 5, vim.inspect(listed))
  assert(vim.tbl_contains(listed, 'ListRooms · action · internal'), vim.inspect(listed))
  assert(table.concat(listed, '\n'):find('POST /bookings · action', 1, true), vim.inspect(listed))
end

tests['changes since publication'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua([[vim.cmd('silent %s/"name": "day"/"name": "date"/')]])
  session:wait('the change is found', [[return vim.iter(vim.diagnostic.get(0)):any(function(each)
    return each.code == 'change/parameter-removed'
  end), vim.diagnostic.get(0)]])
  session:lua("vim.cmd('ConnectorChanges')")
  local lines = shows(session, '# Changes since main')
  local page = table.concat(lines, '\n')
  assert(page:find('## Breaks flows', 1, true) and page:find('`change/parameter-removed`', 1, true), page)
  search(session, "'MoveBooking' is new")
  session:keys('<CR>')
  session:wait('the place of the change', [[
    local line = vim.api.nvim_get_current_line()
    return line:find('"operationId": "MoveBooking"', 1, true), line
  ]])
end

tests['the preview is opened as a page'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua([[vim.ui.open = function(path) vim.g.shown = path end]])
  session:lua("vim.cmd('ConnectorPreview')")
  local path = session:wait('a page', [[return vim.g.shown]])
  local page = assert(io.open(path, 'rb')):read('*a')
  assert(path:find('%.html$') and page:find('^<!DOCTYPE html>') and page:find('Contoso Rooms', 1, true), path)
end

tests['the status'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua("vim.cmd('ConnectorStatus')")
  local page = table.concat(shows(session, '## Contoso Rooms'), '\n')
  assert(page:find('# connector%-ls %d+%.%d+') and page:find('1 error', 1, true), page)
end

tests['a line above an operation leads to what refers to it'] = function(session, folder)
  open(session, folder, DEFINITION)
  search(session, '"operationId": "CreateBooking"')
  session:lua('vim.lsp.codelens.refresh({ bufnr = 0 })')
  session:wait('lines above operations', [[return vim.iter(vim.lsp.codelens.get(0)):any(function(lens)
    return lens.command and lens.command.command == 'connector-ls.showReferences'
  end), vim.lsp.codelens.get(0)]])
  session:lua([[
    vim.ui.select = function(choices, _, chosen) chosen(choices[1], 1) end
    local lens = vim.iter(vim.lsp.codelens.get(0)):find(function(each)
      return each.command and each.command.command == 'connector-ls.showReferences'
    end)
    vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
    vim.lsp.codelens.run()
  ]])
  local found = session:wait('the quickfix window', [[return vim.bo.buftype == 'quickfix' and vim.fn.getqflist()]])
  assert(#found > 0)
end

tests['health'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:lua("vim.cmd('checkhealth connector_ls')")
  local page = table.concat(shows(session, 'It runs in'), '\n')
  assert(page:find('connector%-ls: connector%-ls %d') and not page:find('ERROR', 1, true), page)
end

tests['health without the program'] = {
  before = "lua vim.g.connector_ls = { cmd = { 'connector-ls-is-not-here', 'lsp' }, enable = false }",
  run = function(session)
    session:lua("vim.cmd('checkhealth connector_ls')")
    shows(session, "There is no program 'connector-ls-is-not-here'")
  end,
}

tests['the help is found'] = function(session, _, root)
  session:lua([[vim.cmd('helptags ' .. vim.fn.fnameescape(...))]], root .. '/editors/neovim/doc')
  for _, tag in ipairs({ 'connector-ls', ':ConnectorRevision', 'g:connector_ls' }) do
    session:lua([[vim.cmd.help(...)]], tag)
    shows(session, '*' .. tag .. '*')
  end
  os.remove(root .. '/editors/neovim/doc/tags')
end

tests['the older interface'] = {
  before = 'lua vim.g.connector_ls = { fallback = true }',
  run = function(session, folder)
    write(folder .. '/package.json', '{}\n')
    open(session, folder, DEFINITION)
    session:wait('findings', [[return #vim.diagnostic.get(0) > 0]])
    assert(session:lua([[return vim.lsp.is_enabled('connector_ls')]]) == false)
    session:edit(folder .. '/package.json')
    open(session, folder, 'apiProperties.json')
    assert(session:lua([[return #vim.lsp.get_clients({ bufnr = vim.fn.bufnr('package.json') })]]) == 0)
    assert(session:lua([[return #vim.lsp.get_clients()]]) == 1)
    session:lua("vim.cmd('ConnectorRevision start CreateBooking')")
    has(session, folder, DEFINITION, '"CreateBooking_V2"')
  end,
}

tests['settings reach the server'] = {
  before = "lua vim.g.connector_ls = { settings = { rules = { ['operation/visibility-invalid'] = 'info' } } }",
  run = function(session, folder)
    open(session, folder, DEFINITION)
    session:wait('a finding with another severity', [[return vim.iter(vim.diagnostic.get(0)):any(function(each)
      return each.code == 'operation/visibility-invalid' and each.severity == vim.diagnostic.severity.INFO
    end), vim.diagnostic.get(0)]])
  end,
}

--- Whether a missing comma is told: known once another finding of the same text is there.
local function tells_of_syntax(session, folder)
  open(session, folder, DEFINITION)
  session:lua([[
    vim.cmd('silent %s/"summary": "List bookings",/"summary": "List bookings"/')
    vim.cmd('silent %s/"Advanced"/"Middling"/')
  ]])
  local codes = session:wait('findings of the edited text', [[
    local found, codes, is_new = vim.diagnostic.get(0), {}, false
    for index, each in ipairs(found) do
      codes[index] = each.code
      is_new = is_new or each.message:find('Middling', 1, true) ~= nil
    end
    return is_new and codes, codes
  ]])
  return vim.tbl_contains(codes, 'json/syntax')
end

tests['alone, it tells of syntax errors'] = function(session, folder)
  assert(tells_of_syntax(session, folder))
end

tests['beside a server for JSON, it leaves syntax errors to that one'] = {
  before = "lua vim.lsp.config('jsonls', { cmd = { 'none' }, filetypes = { 'none' } }) vim.lsp.enable('jsonls')",
  run = function(session, folder)
    assert(not tells_of_syntax(session, folder))
  end,
}

tests['beside one that nvim-lspconfig starts later, too'] = {
  before = "lua package.loaded['lspconfig.util'] = { available_servers = function() return { 'jsonls' } end }",
  run = function(session, folder)
    assert(not tells_of_syntax(session, folder))
  end,
}

tests['what is set for all servers holds'] = {
  before = "lua vim.lsp.config('*', { capabilities = "
    .. '{ textDocument = { completion = { completionItem = { snippetSupport = false } } } } })',
  run = function(session, folder)
    open(session, folder, DEFINITION)
    local completion = session:lua([[
      return vim.lsp.get_clients({ name = 'connector_ls' })[1].capabilities.textDocument.completion
    ]])
    assert(completion.completionItem.snippetSupport == false)
  end,
}

tests['files elsewhere, and no file, have no server'] = function(session, folder)
  session:lua([[vim.api.nvim_buf_set_name(0, 'scp://host/apiDefinition.swagger.json') vim.bo.filetype = 'json']])
  session:lua([[vim.cmd.new() vim.bo.filetype = 'json']])
  session:lua([[vim.cmd('ConnectorStatus')]])
  told(session, 'connector-ls does not run.')
  open(session, folder, DEFINITION)
  local attached_to = session:lua([[return #vim.tbl_keys(vim.lsp.get_clients()[1].attached_buffers)]])
  assert(attached_to == 1, attached_to .. ' files have a server')
end

tests['nothing is known of other files'] = function(session, folder)
  open(session, folder, DEFINITION)
  session:edit(folder .. '/other.json')
  session:lua([[vim.cmd('ConnectorChanges')]])
  told(session, 'Nothing published is known of this file.')
  session:lua([[vim.cmd('ConnectorPreview')]])
  told(session, 'This file belongs to no connector, so there is nothing to preview.')
  session:lua([[vim.cmd('ConnectorRevision start')]])
  told(session, 'This file belongs to no connector with operations.')
end

local M = {}

--- Runs all tests. `report(name, failure)` is called for each.
function M.run(nvim, root, folder, report)
  local names = vim.tbl_keys(tests)
  table.sort(names)
  for number, name in ipairs(names) do
    local test = tests[name]
    test = type(test) == 'table' and test or { run = test }
    local place = ('%s/%d'):format(folder, number)
    local made = vim.system({ root .. '/tests/editors/scenario/make.sh', place }, { text = true }):wait()
    assert(made.code == 0, made.stderr)
    local session =
      Session.start(nvim, { plugin = root .. '/editors/neovim', folder = place, before = test.before })
    local fine, failure = pcall(test.run, session, vim.uv.fs_realpath(place), root)
    session:stop()
    report(name, not fine and failure or nil)
  end
end

return M
