# Completion of guide for elvish. Put its text into ~/.config/elvish/rc.elv, or say there:
# eval (guide completions elvish | slurp)
# Everything is asked of the program: the words go there, value and description a line come back.

use str

set edit:completion:arg-completer[guide] = {|@words|
    tmp E:GUIDE_COMPLETE = elvish
    if (eq $words[-2] --handbook) {
        edit:complete-filename $@words
    } else {
        try {
            e:guide -- $@words 2>/dev/null | from-lines | each {|line|
                var value @about = (str:split "\t" $line)
                edit:complex-candidate $value &display=(str:join '  ' [$value $@about])
            }
        } catch error {
            # There is nothing to offer, and no place to say so.
            nop $error
        }
    }
}
