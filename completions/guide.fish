# Completion of guide for fish. Keep it as guide.fish in ~/.config/fish/completions
# Everything is asked of the program: the words go there, value and description a line come back.

function __guide_offers
    set --local --export GUIDE_COMPLETE fish
    set --local words (commandline --current-process --tokenize --cut-at-cursor)
    set --local current (commandline --current-token --cut-at-cursor)
    command guide -- $words "$current" 2>/dev/null
end

complete --command guide --no-files --keep-order --arguments '(__guide_offers)'
