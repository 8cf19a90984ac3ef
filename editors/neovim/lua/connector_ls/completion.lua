-- Neovim's own completion puts a word before the cursor and leaves what the server replaces behind it: a closing quote
-- would be there twice. So that part is taken away as soon as a completion of ours is accepted.
local client = require('connector_ls.client')
local M = {}

-- By buffer: the line that the last completions were asked for in.
local asked = {}

local function note(event)
  local request = event.data.request
  if request.method ~= 'textDocument/completion' or request.type ~= 'pending' then
    return
  end
  local of = vim.lsp.get_client_by_id(event.data.client_id)
  if of and of.name == client.NAME then
    asked[event.buf] = vim.api.nvim_get_current_line()
  end
end

--- What is left behind the cursor of the text that the accepted completion replaces, in bytes.
local function left_over(buffer)
  local own = vim.tbl_get(vim.v.completed_item, 'user_data', 'nvim', 'lsp') or {}
  local of = own.client_id and vim.lsp.get_client_by_id(own.client_id)
  local range = vim.tbl_get(own, 'completion_item', 'textEdit', 'range')
  local line = asked[buffer]
  if not of or of.name ~= client.NAME or not range or not line then
    return 0
  end
  -- Typing changes what is before the cursor; what is behind the replaced text stays the same.
  local behind = #line - vim.str_byteindex(line, of.offset_encoding, range['end'].character, false)
  return #vim.api.nvim_get_current_line() - vim.api.nvim_win_get_cursor(0)[2] - behind
end

local function take_away(event)
  local bytes = left_over(event.buf)
  if bytes > 0 then
    local row, column = unpack(vim.api.nvim_win_get_cursor(0))
    vim.api.nvim_buf_set_text(event.buf, row - 1, column, row - 1, column + bytes, {})
  end
end

--- Watches completions. Does nothing before Neovim 0.11, which has none of its own.
function M.watch()
  if vim.fn.has('nvim-0.11') == 0 then
    return
  end
  local group = vim.api.nvim_create_augroup('connector_ls_completion', {})
  vim.api.nvim_create_autocmd('LspRequest', { group = group, callback = note })
  vim.api.nvim_create_autocmd('CompleteDone', { group = group, callback = take_away })
end

return M
