-- An edit of several files is one undo in each of them. Neovim ends an undo step when keys are typed in a file, so two
-- edits of a file that is not shown would be taken back at once; here every edit of the server begins a step.
local client = require('connector_ls.client')
local M = {}

local LEADS_TO_EDITS = {
  ['textDocument/codeAction'] = true,
  ['textDocument/rename'] = true,
  ['workspace/executeCommand'] = true,
}

local function begin_step(event)
  local request = event.data.request
  local of = vim.lsp.get_client_by_id(event.data.client_id)
  if request.type ~= 'pending' or not LEADS_TO_EDITS[request.method] or not of or of.name ~= client.NAME then
    return
  end
  for buffer in pairs(of.attached_buffers) do
    -- Setting it to what it is ends the step; see :help undo-break.
    vim.bo[buffer].undolevels = vim.bo[buffer].undolevels
  end
end

function M.watch()
  vim.api.nvim_create_autocmd('LspRequest', {
    group = vim.api.nvim_create_augroup('connector_ls_undo', {}),
    callback = begin_step,
  })
end

return M
