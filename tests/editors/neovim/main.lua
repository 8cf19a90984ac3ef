-- nvim -l main.lua NVIM ROOT FOLDER: tells of each test in a line, and of all in the last one.
local nvim, root, folder = unpack(_G.arg)
package.path = root .. '/tests/editors/neovim/?.lua;' .. package.path

local passed, failed = 0, 0

local function report(name, failure, seen)
  if failure then
    failed = failed + 1
    print('FAIL ' .. name .. '\n  ' .. failure:gsub('\n', '\n  '))
  else
    passed = passed + 1
    print('ok   ' .. name .. (seen and ': ' .. seen or ''))
  end
end

print('Neovim ' .. tostring(vim.version()))
require('scenario').play(nvim, root, folder .. '/rooms', report)
require('plugin').run(nvim, root, folder .. '/plugin', report)
print(('%d passed, %d failed'):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
