-- What Neovim 0.11 and newer start: vim.lsp.enable('connector_ls'), which plugin/connector_ls.lua does.
return require('connector_ls.client').config()
