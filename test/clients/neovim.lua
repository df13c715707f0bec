-- Drives Neovim as its user does, through its own functions, and writes what came of it: see neovim.test.ts.
-- Each step waits for what it brings about; one that does not come ends the run with its name.
local results = {}

local function finish(problem)
  if problem then
    io.stderr:write(problem .. vim.fn.execute('messages'))
    vim.cmd('cquit')
  end
  local file = assert(io.open(vim.env.HXTOPO_RESULTS, 'w'))
  file:write(vim.json.encode(results))
  file:close()
  vim.cmd('qall!')
end

--- Yields until the condition holds, to Neovim's own loop: typed keys and the server's messages come in meanwhile.
local function wait(what, condition)
  local thread = coroutine.running()
  local timer = vim.loop.new_timer()
  local deadline = vim.loop.now() + 20000
  timer:start(0, 10, vim.schedule_wrap(function()
    if timer:is_closing() then return end
    local held, value = pcall(condition)
    if not held then finish(value) end
    if not value and vim.loop.now() < deadline then return end
    timer:close()
    local fine, problem = coroutine.resume(thread, value)
    if not fine then finish(problem) end
  end))
  local value = coroutine.yield()
  return value or error('waited in vain: ' .. what, 0)
end

local function client_of(buffer)
  return vim.tbl_values(vim.lsp.buf_get_clients(buffer))[1]
end

local function edit(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  wait('the server at ' .. file, function()
    local client = client_of(buffer)
    return client and client.initialized
  end)
  return buffer
end

local function to(text)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. text, 'c') > 0, 'no ' .. text)
end

local function lines(buffer)
  return vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false)
end

--- As `hxtopo check` counts: from zero.
local function diagnostics(buffer)
  return vim.tbl_map(function(found)
    return {
      line = found.lnum,
      character = found.col,
      severity = vim.diagnostic.severity[found.severity],
      code = found.user_data.lsp.code,
      message = found.message,
    }
  end, vim.diagnostic.get(buffer))
end

--- The text of the floating window, which is closed then.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local text = lines(vim.api.nvim_win_get_buf(window))
      vim.api.nvim_win_close(window, true)
      return text
    end
  end
end

--- What the quickfix window lists, which is closed then.
local function quickfix()
  local items = vim.tbl_map(function(item)
    return vim.fn.bufname(item.bufnr) .. ':' .. item.lnum .. ': ' .. vim.trim(item.text)
  end, vim.fn.getqflist())
  if #items == 0 then return end
  vim.fn.setqflist({})
  vim.cmd('cclose')
  return items
end

--- The marks of a namespace, each by its line and what is told of it.
local function marks(namespace, told)
  local id = vim.api.nvim_get_namespaces()[namespace]
  local found = id and vim.api.nvim_buf_get_extmarks(0, id, 0, -1, { details = true }) or {}
  return #found > 0 and vim.tbl_map(function(mark) return mark[2] + 1 .. ': ' .. told(mark) end, found)
end

--- Types, completes, and takes what the further keys select; gives what was offered.
local function complete(typed, keys)
  vim.api.nvim_input(typed .. '<C-x><C-o>')
  local words = wait('completion', function()
    local items = vim.fn.complete_info({ 'items' }).items
    return #items > 0 and vim.tbl_map(function(item) return item.word end, items)
  end)
  vim.api.nvim_input(keys .. '<Esc>')
  wait('normal mode', function() return vim.fn.mode() == 'n' end)
  return words
end

--- Asks for code actions at the cursor; applies the one of this title.
local function act(title)
  local titles
  vim.ui.select = function(items, options, choose)
    titles = vim.tbl_map(options.format_item, items)
    for _, item in ipairs(items) do
      if options.format_item(item) == title then return choose(item) end
    end
  end
  vim.lsp.buf.code_action()
  wait('code actions', function() return titles end)
  return titles
end

local function munich()
  local buffer = edit('munich.topology.yaml')
  wait('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  results.diagnostics = diagnostics(buffer)

  local client = client_of(buffer)
  results.formats = vim.tbl_filter(function(name) return name:find('Formatting') ~= nil end,
    vim.tbl_keys(client.server_capabilities))

  to('sql01, host')
  vim.lsp.buf.hover()
  results.hover = wait('a hover', floating)

  to('hx-muc\\n\\nhosts')
  local from = vim.fn.line('.')
  vim.lsp.buf.definition()
  wait('the definition', function() return vim.fn.line('.') ~= from end)
  results.definition = vim.fn.getline('.')

  vim.lsp.buf.references()
  results.references = wait('references', quickfix)

  vim.lsp.buf.document_symbol()
  results.documentSymbols = wait('the outline', quickfix)

  vim.lsp.buf.workspace_symbol('web')
  results.workspaceSymbols = wait('symbols', quickfix)

  to('esx01')
  vim.lsp.buf.document_highlight()
  results.highlights = wait('highlights', function()
    return marks('vim_lsp_references', function(mark)
      return lines()[mark[2] + 1]:sub(mark[3] + 1, mark[4].end_col)
    end)
  end)

  results.lenses = wait('lenses', function()
    return marks('vim_lsp_codelens:' .. client.id, function(mark) return mark[4].virt_text[1][1] end)
  end)

  to('sql01, host')
  vim.lsp.codelens.run()
  results.told = wait('the message of a lens', function()
    return vim.fn.execute('messages'):match('sql01 in nightly.*')
  end)

  -- In the middle of a list, where the server alone knows what may stand.
  to('host: esx01, datastore')
  vim.fn.cursor(vim.fn.line('.'), vim.fn.col('.') + #'host: ')
  results.completion = complete('cwes', '<C-n><C-y>')
  results.completed = vim.fn.getline('.')
  vim.cmd('undo')

  to('name: esx02')
  complete('ofire', '')
  results.key = vim.fn.getline('.')
  vim.cmd('undo')

  to('esx02')
  results.actions = act('Add the rule to esx02')
  wait('no diagnostics', function() return #vim.diagnostic.get(buffer) == 0 end)
  vim.cmd('write')
  results.fixed = table.concat(lines(buffer), '\n') .. '\n'

  -- Only what is typed is sent; diagnostics of half an address may come before.
  to('allowedAddresses: [10.10.50.21]')
  vim.api.nvim_input('f[lct]10.10.50.99<Esc>')
  results.edited = wait('diagnostics of the edit', function()
    local found = diagnostics(buffer)
    return vim.inspect(found):find('10.10.50.99 is', 1, true) and found
  end)
  vim.cmd('write')
end

local function in_parts()
  local root = edit('in-parts/site.topology.yaml')
  to('name: esx01')
  vim.cmd('normal! w')
  vim.cmd('normal! w')
  vim.lsp.buf.rename('muc 1')
  wait('the rename', function() return vim.fn.getline('.'):find('muc 1') end)
  vim.cmd('wall')
  results.renamed = vim.tbl_map(function(buffer) return vim.fn.fnamemodify(vim.fn.bufname(buffer), ':t') end,
    vim.tbl_filter(function(buffer)
      return buffer ~= root and table.concat(lines(buffer), '\n'):find('muc 1') ~= nil
    end, vim.api.nvim_list_bufs()))
end

coroutine.wrap(function()
  local fine, problem = pcall(function()
    munich()
    in_parts()
  end)
  finish(not fine and problem or nil)
end)()
