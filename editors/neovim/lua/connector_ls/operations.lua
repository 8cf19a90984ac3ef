-- The operations of a connector: which one the cursor is on, and lists to choose from.
local client = require('connector_ls.client')
local M = {}

--- The operations of the connector that a buffer belongs to, in the order of their families.
--- @param buffer integer
--- @param listed fun(revisions: table[], encoding: string) `encoding`: what the columns of their places count
local function list(buffer, listed)
  client.ask(buffer, 'connector-ls/operations', client.params(buffer), function(answer, encoding)
    local revisions = {}
    for _, family in ipairs(answer.families) do
      vim.list_extend(revisions, family.revisions)
    end
    if #revisions == 0 then
      vim.notify('This file belongs to no connector with operations.', vim.log.levels.WARN)
    else
      listed(revisions, encoding)
    end
  end)
end

--- One line about an operation.
--- @param revision table
--- @return string
local function describe(revision)
  local parts = { revision.operationId or (revision.method .. ' ' .. revision.path) }
  local function add(text)
    parts[#parts + 1] = text
  end
  add(revision.kind == 'trigger' and 'trigger' or 'action')
  if revision.revision > 1 then
    add('revision ' .. revision.revision)
  end
  if revision.status == 'Preview' then
    add('Preview')
  end
  if revision.visibility ~= 'normal' then
    add(revision.visibility)
  end
  if revision.stage ~= vim.NIL and revision.stage then
    add(revision.stage)
  end
  if revision.changes.breaking > 0 then
    add(revision.changes.breaking .. ' breaking')
  end
  return table.concat(parts, ' · ')
end

local function location(revision)
  return { uri = revision.uri, range = revision.selectionRange }
end

--- Shows the operations: to choose one and go there, or all in the quickfix list.
--- @param buffer integer
--- @param in_quickfix boolean
function M.show(buffer, in_quickfix)
  list(buffer, function(revisions, encoding)
    if in_quickfix then
      local items = vim.tbl_map(function(revision)
        local item = vim.lsp.util.locations_to_items({ location(revision) }, encoding)[1]
        item.text = describe(revision)
        return item
      end, revisions)
      vim.fn.setqflist({}, ' ', { title = 'Operations', items = items })
      vim.cmd('botright copen')
      return
    end
    vim.ui.select(revisions, { prompt = 'Go to the operation', format_item = describe }, function(chosen)
      if chosen then
        vim.lsp.util.show_document(location(chosen), encoding, { focus = true })
      end
    end)
  end)
end

--- The operation that the cursor is on: in the definition the one around it, elsewhere the one whose name it is on.
local function at_cursor(buffer, revisions)
  local line, column = vim.fn.line('.') - 1, vim.fn.col('.')
  local uri = vim.uri_from_bufnr(buffer)
  local text = vim.api.nvim_get_current_line()
  for _, revision in ipairs(revisions) do
    local range = revision.range
    if revision.uri == uri and range.start.line <= line and line <= range['end'].line then
      return revision
    end
    local quoted = '"' .. (revision.operationId or '') .. '"'
    local first, last = text:find(quoted, 1, true)
    if first and first <= column and column <= last then
      return revision
    end
  end
end

--- Gives the operationId that was named, else the one at the cursor, else the one that is chosen.
--- @param buffer integer
--- @param named string|nil
--- @param found fun(operation_id: string)
function M.pick(buffer, named, found)
  if named then
    found(named)
    return
  end
  list(buffer, function(revisions)
    revisions = vim.tbl_filter(function(revision)
      return type(revision.operationId) == 'string'
    end, revisions)
    local here = at_cursor(buffer, revisions)
    if here then
      found(here.operationId)
      return
    end
    vim.ui.select(revisions, { prompt = 'Which operation', format_item = describe }, function(chosen)
      if chosen then
        found(chosen.operationId)
      end
    end)
  end)
end

--- The operationIds in the definitions that are open, for completion on the command line: no waiting for the server.
--- @return string[]
function M.known_ids()
  local ids = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and #client.running(buffer) > 0 then
      for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
        for id in line:gmatch('"operationId"%s*:%s*"([^"]+)"') do
          ids[id] = true
        end
      end
    end
  end
  local sorted = vim.tbl_keys(ids)
  table.sort(sorted)
  return sorted
end

return M
