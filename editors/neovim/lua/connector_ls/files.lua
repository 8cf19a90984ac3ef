-- Which files the server is started for: those that it knows by their names, in any letter case.
local M = {}

local function name_of(path)
  return vim.fs.basename(path):lower()
end

local function has_definition_beside(path)
  for name, kind in vim.fs.dir(vim.fs.dirname(path)) do
    if kind ~= 'directory' and M.is_definition(name) then
      return true
    end
  end
  return false
end

--- @param path string
--- @return boolean
function M.is_definition(path)
  local name = name_of(path)
  return name:match('^apidefinition.*%.json$') ~= nil or name:match('_openapidefinition%.json$') ~= nil
end

--- Whether a file is part of a connector, or configures the server. Names that other tools use too count only beside a
--- definition.
--- @param path string an absolute path; empty for a buffer without a file, an address for what is not on this machine
--- @return boolean
function M.is_connector_file(path)
  if path:find('^%a[%w+.-]+://') then
    return false
  end
  local name = name_of(path)
  if
    M.is_definition(path)
    or name == 'apiproperties.json'
    or name:match('_connectionparameters%.json$')
    or name:match('_policytemplateinstances%.json$')
    or name == 'connector-ls.jsonc'
    or name == 'connector-ls.json'
  then
    return true
  end
  return (name == 'settings.json' or name == 'script.csx') and has_definition_beside(path)
end

--- The folder that the server searches for connectors: the repository, else the file's own.
--- @param path string
--- @return string
function M.root(path)
  return vim.fs.root(path, '.git') or vim.fs.dirname(path)
end

return M
