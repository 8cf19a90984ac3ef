-- The client of the server: how it is configured, started and asked. What differs between Neovim's releases is here.
local files = require('connector_ls.files')
local M = {}

M.NAME = 'connector_ls'
-- Servers for any JSON; beside one of them, ours leaves syntax errors to it.
local JSON_SERVERS = { 'jsonls', 'json_ls', 'vscode-json-language-server', 'biome' }
local FILETYPES = { 'json', 'jsonc', 'cs' }

local is_modern = vim.fn.has('nvim-0.11') == 1

local function is_json_server_enabled()
  -- Set up by the older interface of nvim-lspconfig: it may start after ours.
  local util = package.loaded['lspconfig.util']
  local available = util and util.available_servers and util.available_servers() or {}
  for _, name in ipairs(JSON_SERVERS) do
    if vim.tbl_contains(available, name) then
      return true
    end
    if vim.lsp.is_enabled and vim.lsp.is_enabled(name) then
      return true
    end
    if #vim.lsp.get_clients({ name = name }) > 0 then
      return true
    end
  end
  return false
end

--- Shows the places behind a code lens: a list of LSP locations, the third argument of the command.
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local title = command.title
  local found = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = title, items = found })
  vim.cmd('botright copen')
end

--- What both ways to start the server have in common.
--- @return table
function M.config()
  local options = vim.g.connector_ls or {}
  -- Only what differs from Neovim's own: the rest may be set for all servers, by vim.lsp.config('*', …).
  local capabilities = {
    -- Neovim applies edits that are meant for one version of a file, and refuses them for another, but does not say so.
    workspace = { workspaceEdit = { documentChanges = true } },
    experimental = { commands = { commands = { 'connector-ls.showReferences' } } },
  }
  return {
    cmd = options.cmd or { 'connector-ls', 'lsp' },
    filetypes = FILETYPES,
    root_dir = function(buffer, start)
      local path = vim.api.nvim_buf_get_name(buffer)
      if path ~= '' and files.is_connector_file(path) then
        start(files.root(path))
      end
    end,
    capabilities = capabilities,
    commands = { ['connector-ls.showReferences'] = show_references },
    -- By default, changes reach the server up to 150 ms late, and a request is preceded by those of its own file only.
    -- Ours are about several files: what the server does not know yet of another would be edited at the wrong places.
    flags = { debounce_text_changes = 0 },
    settings = { ['connector-ls'] = options.settings or vim.empty_dict() },
    before_init = function(params)
      local beside = { host = { jsonServer = is_json_server_enabled() } }
      params.initializationOptions = vim.tbl_deep_extend('force', beside, params.initializationOptions or {})
    end,
  }
end

--- Starts the server for every connector file that is open or will be.
function M.enable()
  if is_modern and not (vim.g.connector_ls or {}).fallback then
    vim.lsp.enable(M.NAME)
    return
  end
  local function attach(buffer)
    if vim.bo[buffer].buftype == '' and vim.tbl_contains(FILETYPES, vim.bo[buffer].filetype) then
      local config = M.config()
      local root_dir = config.root_dir
      config.name, config.filetypes = M.NAME, nil
      config.capabilities =
        vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), config.capabilities)
      root_dir(buffer, function(root)
        config.root_dir = root
        vim.lsp.start(config, { bufnr = buffer })
      end)
    end
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('connector_ls', {}),
    pattern = FILETYPES,
    callback = function(event)
      attach(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      attach(buffer)
    end
  end
end

--- The running servers of a buffer, or of all.
--- @param buffer integer|nil
--- @return vim.lsp.Client[]
function M.running(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = M.NAME })
end

--- The running server of a buffer, else any running one. Says so if there is none.
--- @param buffer integer
--- @return table|nil
function M.of_buffer(buffer)
  local found = M.running(buffer)[1] or M.running()[1]
  if not found then
    vim.notify(
      'connector-ls does not run. Open a file of a connector; :checkhealth connector_ls tells more.',
      vim.log.levels.ERROR
    )
  end
  return found
end

--- Sends a request about the connector that a buffer is a file of.
--- @param buffer integer
--- @param method string
--- @param params table
--- @param answered fun(answer: any, encoding: string) not called after an error, which is shown; `encoding` is what the
---   columns in the answer count
function M.ask(buffer, method, params, answered)
  local client = M.of_buffer(buffer)
  if not client then
    return
  end
  local function handle(failure, answer)
    if failure then
      vim.notify('connector-ls: ' .. failure.message, vim.log.levels.ERROR)
    else
      answered(answer, client.offset_encoding)
    end
  end
  if is_modern then
    client:request(method, params, handle, buffer)
  else
    client.request(method, params, handle, buffer)
  end
end

--- @param buffer integer
--- @return { uri: string }
function M.params(buffer)
  return { uri = vim.uri_from_bufnr(buffer) }
end

return M
