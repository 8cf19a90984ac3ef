" What the lines for Vim in editors/README.md come to. A line in the log for each test.
set nomore hidden noswapfile
filetype plugin on

function! s:Tell(line) abort
  call writefile([a:line], $CONNECTOR_LOG, 'a')
endfunction

" Waits until an expression holds; on a loaded machine everything takes its time.
function! s:Expect(name, expression) abort
  for l:turn in range(1200)
    if eval(a:expression)
      call s:Tell('ok   ' .. a:name)
      return
    endif
    sleep 50m
  endfor
  call s:Tell('FAIL ' .. a:name .. ': ' .. a:expression .. ' ' .. execute('messages') .. string(getloclist(0)))
endfunction

try
  execute 'edit' $CONNECTOR_FOLDER .. '/apiDefinition.swagger.json'
  call s:Expect('a finding at its place',
    \ '!empty(filter(getloclist(0), "v:val.lnum == 47 && v:val.col == 32 && v:val.text =~ ''no visibility''"))')

  call cursor(47, 34)
  " Where there are several, ALE asks for a number.
  function! s:Choose(timer) abort
    if mode() =~# '[cr]'
      call feedkeys("1\<CR>", 't')
      call timer_stop(a:timer)
    endif
  endfunction
  call timer_start(50, function('s:Choose'), { 'repeat': -1 })
  ALECodeAction
  call s:Expect('its fix', 'getline(47) =~# ''"advanced"''')

  execute 'edit' $CONNECTOR_FOLDER .. '/apiProperties.json'
  call search('"GetBooking"')
  call search('Booking')
  ALEGoToDefinition
  call s:Expect('from a policy to its operation', 'getline(".") =~# ''"operationId": "GetBooking"''')

  execute 'edit' $CONNECTOR_FOLDER .. '/package.json'
  call s:Expect('other JSON has no server',
    \ 'empty(ConnectorRoot(bufnr())) && !empty(ConnectorRoot(bufnr("apiProperties.json")))')
catch
  call s:Tell('FAIL ' .. v:exception .. ' at ' .. v:throwpoint)
endtry
qall!
