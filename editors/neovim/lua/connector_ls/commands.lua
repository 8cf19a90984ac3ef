-- The commands. All are about the connector of the current buffer, and about the operation that is named or at the
-- cursor; the server's own answer says why a step does not apply.
local M = {}

local STEPS = { 'start', 'startSameBackend', 'promote', 'deprecate', 'supersede', 'hide', 'retire', 'explicit' }

local function starting_with(words, lead)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
end

local function take(buffer, step, operation_id, expires)
  require('connector_ls.client').ask(buffer, 'workspace/executeCommand', {
    command = 'connector-ls.revision.' .. step,
    arguments = { { uri = vim.uri_from_bufnr(buffer), operationId = operation_id, expires = expires } },
  }, function() end)
end

local function revision(command)
  local buffer = vim.api.nvim_get_current_buf()
  local step, named = command.fargs[1], command.fargs[2]
  if not vim.tbl_contains(STEPS, step) then
    local message = "There is no step '%s'. The steps are: %s."
    vim.notify(message:format(step, table.concat(STEPS, ', ')), vim.log.levels.ERROR)
    return
  end
  require('connector_ls.operations').pick(buffer, named, function(operation_id)
    take(buffer, step, operation_id)
  end)
end

local function complete_revision(lead, line)
  -- Words such as :silent may stand before the command.
  local words = vim.split(line:match('ConnectorR%a*%s+(.*)$') or '', '%s+', { trimempty = true })
  local is_step = #words == 0 or (#words == 1 and lead ~= '')
  return starting_with(is_step and STEPS or require('connector_ls.operations').known_ids(), lead)
end

local function deprecate(command)
  local buffer = vim.api.nvim_get_current_buf()
  local named, expires
  for _, word in ipairs(command.fargs) do
    if word:match('^%d%d%d%d%-%d%d%-%d%d$') then
      expires = word
    else
      named = word
    end
  end
  require('connector_ls.operations').pick(buffer, named, function(operation_id)
    if expires then
      take(buffer, 'deprecate', operation_id, expires)
      return
    end
    local prompt = ('Last day of %s, as 2027-06-30; empty for none: '):format(operation_id)
    vim.ui.input({ prompt = prompt }, function(date)
      if date then
        take(buffer, 'deprecate', operation_id, date ~= '' and date or nil)
      end
    end)
  end)
end

local function on_page(name)
  return function()
    require('connector_ls.pages')[name](vim.api.nvim_get_current_buf())
  end
end

function M.define()
  local define = vim.api.nvim_create_user_command
  define('ConnectorRevision', revision, {
    nargs = '+',
    complete = complete_revision,
    desc = 'Take a step in the life of an operation',
  })
  define('ConnectorDeprecate', deprecate, {
    nargs = '*',
    complete = function(lead)
      return starting_with(require('connector_ls.operations').known_ids(), lead)
    end,
    desc = 'Deprecate an operation, with its last day',
  })
  define('ConnectorOperations', function(command)
    require('connector_ls.operations').show(vim.api.nvim_get_current_buf(), command.bang)
  end, { bang = true, desc = 'Choose an operation and go there; with !, list all in the quickfix window' })
  define('ConnectorChanges', on_page('changes'), { desc = 'Show what has changed since publication' })
  define('ConnectorPreview', on_page('preview'), { desc = 'Show in the browser what makers will see' })
  define('ConnectorStatus', on_page('status'), { desc = 'Show what the server knows of its connectors' })
end

return M
