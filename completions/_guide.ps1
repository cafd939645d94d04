# Completion of guide for PowerShell. Load it in $PROFILE:
# guide completions powershell | Out-String | Invoke-Expression
# Everything is asked of the program: the words go there, value and description a line come back.

Register-ArgumentCompleter -Native -CommandName 'guide' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    # Old versions lose an empty argument; the program reads two quotes as one.
    $current = if ($wordToComplete) { $wordToComplete } else { '""' }

    $asked, $encoding = $env:GUIDE_COMPLETE, [Console]::OutputEncoding
    try {
        $env:GUIDE_COMPLETE = 'powershell'
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $program = Get-Command -Name 'guide' -CommandType Application -ErrorAction Stop |
            Select-Object -First 1
        $offers = & $program -- @words $current 2>$null
    } catch {
        $offers = @()
    } finally {
        $env:GUIDE_COMPLETE = $asked
        [Console]::OutputEncoding = $encoding
    }

    $offers | Where-Object { $_ } | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        $text = if ($value -match "[\s'()]") { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
