-- What the server tells of a connector, to be read: changes since publication, the preview, the status.
local client = require('connector_ls.client')
local M = {}

--- Shows lines in a window of their own, which `q` closes.
--- @param name string what the buffer is called
--- @param lines string[]
--- @return integer buffer
local function show(name, lines)
  local known = vim.fn.bufnr('^' .. vim.fn.escape(name, '\\[]^$.*~') .. '$')
  local buffer = known > 0 and known or vim.api.nvim_create_buf(false, true)
  if known <= 0 then
    vim.api.nvim_buf_set_name(buffer, name)
  end
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = 'nofile', 'hide', false
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = 'markdown'
  local window = vim.fn.bufwinid(buffer)
  if window > 0 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('botright sbuffer ' .. buffer)
  end
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close' })
  return buffer
end

local function text(value)
  return type(value) == 'string' and value or ''
end

local CLASSES = { { 'breaking', 'Breaks flows' }, { 'risky', 'Look twice' }, { 'compatible', 'Breaks nothing' } }

--- The report of the changes as lines, and the change that each line is about.
local function report(answer)
  local summary = answer.summary
  local lines, about = { '# Changes since ' .. answer.baseline, '' }, {}
  lines[#lines + 1] = ('%d breaking, %d risky, %d compatible. For certification the update is: %s.'):format(
    summary.breaking,
    summary.risky,
    summary.compatible,
    summary.update
  )
  for _, class in ipairs(CLASSES) do
    local heading = class[2]
    for _, change in ipairs(answer.changes) do
      if change.class == class[1] then
        if heading then
          vim.list_extend(lines, { '', '## ' .. heading, '' })
          heading = nil
        end
        local place = text(change.uri) ~= ''
            and ('%s:%d'):format(vim.fs.basename(vim.uri_to_fname(change.uri)), change.range.start.line + 1)
          or 'no longer there'
        for _, line in ipairs({
          '- ' .. change.message,
          '  ' .. change.remedy,
          ('  %s, `%s`'):format(place, change.code),
        }) do
          lines[#lines + 1] = line
          about[#lines] = change
        end
      end
    end
  end
  return lines, about
end

--- Shows what has changed since the connector was published. <CR> goes to the place of a change.
--- @param buffer integer
function M.changes(buffer)
  local asked_in = vim.api.nvim_get_current_win()
  client.ask(buffer, 'connector-ls/changes', client.params(buffer), function(answer, encoding)
    if text(answer.baseline) == '' then
      vim.notify(
        'Nothing published is known of this file. Commit its connector, or name a state as "baseline" in connector-ls.jsonc.',
        vim.log.levels.WARN
      )
      return
    end
    local lines, about = report(answer)
    local page = show('connector-ls://changes', lines)
    vim.keymap.set('n', '<CR>', function()
      local change = about[vim.fn.line('.')]
      if not change or text(change.uri) == '' then
        return
      end
      if vim.api.nvim_win_is_valid(asked_in) then
        vim.api.nvim_set_current_win(asked_in)
      end
      vim.lsp.util.show_document({ uri = change.uri, range = change.range }, encoding, { focus = true })
    end, { buffer = page, desc = 'Go to the change' })
  end)
end

--- Opens what makers will see as a page in the browser.
--- @param buffer integer
function M.preview(buffer)
  client.ask(buffer, 'connector-ls/preview', client.params(buffer), function(answer)
    if type(answer) ~= 'table' then
      vim.notify('This file belongs to no connector, so there is nothing to preview.', vim.log.levels.WARN)
      return
    end
    local path = vim.fn.tempname() .. '.html'
    vim.fn.writefile(vim.split(answer.html, '\n', { plain = true }), path)
    local _, failure = vim.ui.open(path)
    if failure then
      vim.notify(('The preview is in %s, but could not be opened: %s'):format(path, failure), vim.log.levels.WARN)
    end
  end)
end

local function count(number, one)
  return ('%d %s%s'):format(number, one, number == 1 and '' or 's')
end

--- Shows what the server knows of its connectors: findings, what they are compared with, how full the limits are.
--- @param buffer integer
function M.status(buffer)
  client.ask(buffer, 'connector-ls/status', vim.empty_dict(), function(answer)
    local lines = { '# connector-ls ' .. answer.version }
    if #answer.connectors == 0 then
      vim.list_extend(lines, { '', 'No connector has an open file.' })
    end
    for _, connector in ipairs(answer.connectors) do
      local findings, baseline = connector.findings, connector.baseline
      local published = text(baseline.label) ~= '' and baseline.label or baseline.state
      vim.list_extend(lines, {
        '',
        '## ' .. connector.title,
        '',
        '- ' .. vim.fn.fnamemodify(vim.uri_to_fname(connector.uri), ':~:.'),
        ('- %s, %s, %s'):format(
          count(findings.errors, 'error'),
          count(findings.warnings, 'warning'),
          count(findings.infos, 'note')
        ),
        vim.trim(('- Published: %s %s'):format(published, text(baseline.message))),
        ('- Changes: %d breaking, %d risky'):format(connector.changes.breaking, connector.changes.risky),
      })
      for _, limit in ipairs(connector.budget) do
        lines[#lines + 1] = ('- %s: %d of %d'):format(limit.name, limit.used, limit.limit)
      end
    end
    show('connector-ls://status', lines)
  end)
end

return M
