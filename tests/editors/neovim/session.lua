-- A Neovim that is driven from outside: with keys, as a person has them, and with calls of its API.
local M = {}
M.__index = M

-- Milliseconds. A condition that is not met by then fails; on a loaded machine everything takes its time.
local PATIENCE = 60000

--- Starts a Neovim with the plugin, in a folder.
--- @param nvim string the program
--- @param options { plugin: string, folder: string, before: string|nil } `before` is a command, run before plugins load
function M.start(nvim, options)
  local command = { nvim, '--headless', '--embed', '--clean', '-n' }
  if options.before then
    vim.list_extend(command, { '--cmd', options.before })
  end
  vim.list_extend(command, { '--cmd', 'set runtimepath^=' .. options.plugin })
  local channel = vim.fn.jobstart(command, { rpc = true, cwd = options.folder })
  assert(channel > 0, 'Neovim starts')
  local session = setmetatable({ channel = channel }, M)
  -- What people have in their own configuration: completion while they type, and messages that do not wait for Enter.
  session:lua([[
    vim.o.shortmess = vim.o.shortmess .. 'aIWcF'
    vim.o.hidden = true
    vim.o.completeopt = 'menuone,noinsert'
    vim.g.notified = {}
    vim.notify = function(message)
      local all = vim.g.notified
      all[#all + 1] = message
      vim.g.notified = all
    end
    vim.api.nvim_create_autocmd('LspAttach', { callback = function(event)
      vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
    end })
  ]])
  return session
end

function M:stop()
  vim.rpcnotify(self.channel, 'nvim_command', 'qall!')
  vim.fn.jobwait({ self.channel }, PATIENCE)
end

--- Runs Lua in it and gives what that returns.
function M:lua(code, ...)
  return vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

--- Types keys.
function M:keys(keys)
  vim.rpcrequest(self.channel, 'nvim_input', keys)
end

--- Waits until Lua in it returns something other than false and nil, and gives that. `what` says for what, on failure;
--- the code gives as a second value what there is instead.
function M:wait(what, code, ...)
  local arguments, found, instead = { ... }, nil, nil
  vim.wait(PATIENCE, function()
    local answer = self:lua('return { (function(...) ' .. code .. ' end)(...) }', unpack(arguments))
    found, instead = answer[1], answer[2]
    return found ~= nil and found ~= false and found ~= vim.NIL
  end, 30)
  if found == nil or found == false or found == vim.NIL then
    local there = instead and ', there is: ' .. vim.inspect(instead):sub(1, 1500) or ''
    error(('%s: waited in vain%s'):format(what, there), 0)
  end
  return found
end

--- The text of an open file as it would be saved.
function M:text(path)
  return self:lua([[
    local buffer = vim.fn.bufnr(...)
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') .. '\n'
  ]], path)
end

--- Shows a file that is open, or opens it.
function M:edit(path)
  self:lua([[
    local path = ...
    local buffer = vim.fn.bufnr(path)
    if buffer > 0 and vim.api.nvim_buf_is_loaded(buffer) then vim.cmd.buffer(buffer) else vim.cmd.edit(path) end
  ]], path)
end

--- Puts the cursor to a place: 0-based line and byte.
function M:move(line, byte)
  self:lua([[
    local line, byte = ...
    vim.api.nvim_win_set_cursor(0, { line + 1, byte })
  ]], line, byte)
end

return M
