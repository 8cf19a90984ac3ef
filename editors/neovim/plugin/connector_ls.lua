-- Starts the server for connector files and defines the commands. Set vim.g.connector_ls before this is loaded.
if vim.g.loaded_connector_ls then
  return
end
vim.g.loaded_connector_ls = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('connector-ls needs Neovim 0.10 or newer.', vim.log.levels.WARN)
  return
end
require('connector_ls.commands').define()
require('connector_ls.completion').watch()
require('connector_ls.undo').watch()
if (vim.g.connector_ls or {}).enable ~= false then
  require('connector_ls.client').enable()
end
