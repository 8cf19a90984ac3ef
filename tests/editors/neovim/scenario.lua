-- Plays the steps of ../scenario/steps.json, each by the function that is called like it.
local Session = require('session')
local M = {}

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local content = file:read('*a')
  file:close()
  return content
end

--- The files of a folder by name, without those of Git.
local function files(folder)
  local found = {}
  for name, kind in vim.fs.dir(folder) do
    if kind == 'file' then
      found[name] = read(folder .. '/' .. name)
    end
  end
  return found
end

--- The offset of the cursor in `at`, which the text contains exactly once; 0-based, in bytes.
local function offset(text, at)
  local before, after = at:match('^(.-)%$0(.*)$')
  assert(before, 'a place has a cursor: ' .. at)
  local start = text:find(before .. after, 1, true)
  assert(start, 'not in the text: ' .. before .. after)
  assert(not text:find(before .. after, start + 1, true), 'twice in the text: ' .. before .. after)
  return start - 1 + #before
end

--- The 0-based line and byte of an offset.
local function position(text, at)
  local before = text:sub(1, at)
  local _, line = before:gsub('\n', '')
  return line, #before:match('[^\n]*$')
end

local Player = {}
Player.__index = Player

function Player:path(file)
  return self.folder .. '/' .. file
end

--- Shows the file and puts the cursor to the place.
function Player:point(file, at)
  self.session:edit(self:path(file))
  local text = self.session:text(self:path(file))
  local line, byte = position(text, offset(text, at))
  self.session:move(line, byte)
  return line, byte
end

function Player:open(step)
  self.session:edit(self:path(step.file))
  self.session:wait('the server knows the file', [[
    return #vim.lsp.get_clients({ bufnr = 0, name = 'connector_ls' }) == 1
  ]])
end

local FIND = [[
  local path, code, line, byte = ...
  local found = vim.diagnostic.get(vim.fn.bufnr(path))
  local codes = {}
  for _, each in ipairs(found) do
    codes[#codes + 1] = ('%s at %d:%d'):format(each.code, each.lnum, each.col)
    if each.code == code and (not line or (each.lnum == line and each.col == byte)) then
      return each.message, codes
    end
  end
  return false, codes
]]

function Player:see(step)
  local line, byte = self:point(step.file, step.at)
  return self.session:wait(step.code, FIND, self:path(step.file), step.code, line, byte)
end

function Player:miss(step)
  local find = ('local found = (function(...) %s end)(...) return not found, found'):format(FIND)
  self.session:wait('no ' .. step.code, find, self:path(step.file), step.code)
end

function Player:act(step)
  self:point(step.file, step.at)
  self.session:lua([[
    local title, kind = ...
    vim.lsp.buf.code_action({
      context = { only = { kind } },
      filter = function(action) return action.title == title end,
      apply = true,
    })
  ]], step.title, step.kind)
end

function Player:edit(step)
  self.session:edit(self:path(step.file))
  local text = self.session:text(self:path(step.file))
  local start = offset(text, '$0' .. step.replace)
  local first, first_byte = position(text, start)
  local last, last_byte = position(text, start + #step.replace)
  self.session:lua([[
    local first, first_byte, last, last_byte, new = ...
    vim.api.nvim_buf_set_text(0, first, first_byte, last, last_byte, vim.split(new, '\n', { plain = true }))
  ]], first, first_byte, last, last_byte, step.with)
end

function Player:complete(step)
  self:point(step.file, step.at)
  -- The letters open the menu, as they do for a person; what is in it is chosen by its place.
  self.session:keys('i' .. step.type .. '<C-x><C-o>')
  local place, labels = nil, nil
  labels = self.session:wait('a menu with ' .. step.accept, [[
    local labels = vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ 'items' }).items)
    return vim.fn.pumvisible() == 1 and vim.tbl_contains(labels, ...) and labels, labels
  ]], step.accept)
  for index, label in ipairs(labels) do
    if label == step.accept then
      place = index
    end
  end
  local selected = self.session:lua([[return vim.fn.complete_info({ 'selected' }).selected]])
  local moves = place - 1 - math.max(selected, 0)
  if selected < 0 then
    moves = place
  end
  self.session:keys((moves < 0 and '<C-p>' or '<C-n>'):rep(math.abs(moves)) .. '<C-y><Esc>')
  self.session:wait('the end of typing', [[return vim.api.nvim_get_mode().mode == 'n']])
  return table.concat(labels, ', ')
end

function Player:go(step)
  self:point(step.file, step.at)
  self.session:lua('vim.lsp.buf.definition()')
  local text = self.session:text(self:path(step.to.file))
  local line, byte = position(text, offset(text, step.to.at))
  self.session:wait('the cursor at ' .. step.to.at, [[
    local path, line, byte = ...
    local cursor = vim.api.nvim_win_get_cursor(0)
    local here = vim.api.nvim_buf_get_name(0)
    return here == path and cursor[1] == line + 1 and cursor[2] == byte, { here, cursor }
  ]], self:path(step.to.file), line, byte)
  return ('%s:%d:%d'):format(step.to.file, line + 1, byte + 1)
end

function Player:rename(step)
  self:point(step.file, step.at)
  self.session:lua('vim.lsp.buf.rename(...)', step.to)
end

function Player:undo(step)
  for _, file in ipairs(step.files) do
    self.session:edit(self:path(file))
    self.session:lua("vim.cmd('silent undo')")
  end
  -- The texts of two steps ago: before the step that is taken back.
  local before = self.before[#self.before - 1]
  for file, text in pairs(before) do
    assert(self.session:text(self:path(file)) == text, file .. ' is not what it was')
  end
end

function Player:save()
  self.session:lua("vim.cmd('silent wall')")
end

function Player:texts()
  local texts = {}
  for _, file in ipairs(self.opened) do
    texts[file] = self.session:text(self:path(file))
  end
  return texts
end

--- Waits until the texts are as the step says: edits of the server come by themselves.
function Player:check(step)
  for _, check in ipairs(step['then'] or {}) do
    self.session:wait('after ' .. step.name, [[
      local path, check = ...
      local text = table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr(path), 0, -1, false), '\n') .. '\n'
      local is_there = text:find(check.has or check.lacks, 1, true) ~= nil
      local line = vim.api.nvim_get_current_line()
      return is_there == (check.has ~= nil), { check = check, notified = vim.g.notified, line = line }
    ]], self:path(check.file), check)
  end
end

--- Plays all steps and compares the files. `report(name, failure, seen)` is called for each.
function M.play(nvim, root, folder, report)
  local source = root .. '/tests/editors/scenario'
  local made = vim.system({ source .. '/make.sh', folder }, { text = true }):wait()
  assert(made.code == 0, made.stderr)
  local player = setmetatable({
    folder = vim.uv.fs_realpath(folder),
    session = Session.start(nvim, { plugin = root .. '/editors/neovim', folder = folder }),
    opened = {},
    before = {},
  }, Player)
  local steps = vim.json.decode(read(source .. '/steps.json')).steps
  local is_fine = true
  for number, step in ipairs(steps) do
    table.insert(player.before, player:texts())
    local fine, seen = pcall(function()
      local seen = player[step['do']](player, step)
      player:check(step)
      return seen
    end)
    if step['do'] == 'open' then
      table.insert(player.opened, step.file)
    end
    report(('%d. %s'):format(number, step.name), not fine and seen or nil, fine and seen or nil)
    is_fine = fine
    if not fine then
      break
    end
  end
  player.session:stop()
  if not is_fine then
    return
  end
  local saved, expected = files(folder), files(source .. '/expected')
  local names = vim.tbl_keys(vim.tbl_extend('force', saved, expected))
  table.sort(names)
  for _, name in ipairs(names) do
    local failure = nil
    if saved[name] ~= expected[name] then
      failure = 'differs:\n' .. (vim.diff(expected[name] or '', saved[name] or '') or '')
    end
    report('saved ' .. name, failure)
  end
end

return M
