-- :checkhealth connector_ls
local M = {}

local function check_server()
  local config = vim.lsp.config and vim.lsp.config.connector_ls or require('connector_ls.client').config()
  local program = type(config.cmd) == 'table' and config.cmd[1]
  if not program then
    vim.health.info('The server is started by a function of yours.')
    return
  end
  if vim.fn.executable(program) == 0 then
    vim.health.error(("There is no program '%s'."):format(program), {
      'Install it: cargo install --git https://github.com/connector-ls/connector-ls connector-ls',
      "Or name it: vim.g.connector_ls = { cmd = { '/path/to/connector-ls', 'lsp' } }",
    })
    return
  end
  local version = vim.trim(vim.fn.system({ program, 'version' }))
  if vim.v.shell_error == 0 then
    vim.health.ok(('%s: %s'):format(vim.fn.exepath(program), version))
  else
    vim.health.error(("'%s version' fails: %s"):format(program, version))
  end
end

local function check_clients()
  local client = require('connector_ls.client')
  local running = client.running()
  if #running == 0 then
    vim.health.info('It does not run: no file of a connector is open.')
  end
  for _, each in ipairs(running) do
    local attached = {}
    for buffer in pairs(each.attached_buffers or {}) do
      attached[#attached + 1] = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.')
    end
    table.sort(attached)
    vim.health.ok(('It runs in %s for %s'):format(each.config.root_dir, table.concat(attached, ', ')))
  end
end

local function check_buffers()
  local client, files = require('connector_ls.client'), require('connector_ls.files')
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local path = vim.api.nvim_buf_get_name(buffer)
    local is_file = vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].buftype == '' and path ~= ''
    if is_file and files.is_connector_file(path) and #client.running(buffer) == 0 then
      vim.health.warn(
        ("%s is a file of a connector, but the server does not know it; its filetype is '%s'."):format(
          vim.fn.fnamemodify(path, ':~:.'),
          vim.bo[buffer].filetype
        ),
        { "Set the filetype to 'json', or look at :lua =vim.lsp.log.get_filename()" }
      )
    end
  end
end

function M.check()
  vim.health.start('connector-ls')
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()))
  elseif vim.fn.has('nvim-0.10') == 1 then
    vim.health.ok(('Neovim %s, where vim.lsp.start starts it'):format(tostring(vim.version())))
  else
    vim.health.error('Neovim 0.10 or newer is needed.')
    return
  end
  if (vim.g.connector_ls or {}).enable == false then
    vim.health.info('vim.g.connector_ls.enable is false: it is started by your own configuration only.')
  end
  check_server()
  check_clients()
  check_buffers()
end

return M
