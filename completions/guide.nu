# Completion of guide for nushell. Keep it in a folder of $nu.vendor-autoload-dirs, or load it in
# config.nu, after other external completers: source guide.nu
# Everything is asked of the program: the words go there, a list in JSON comes back.

export-env {
    let others = $env.config.completions?.external?.completer?
    $env.config.completions.external.enable = true
    $env.config.completions.external.completer = {|spans|
        if ($spans | first) == "guide" {
            if ($spans | drop | last) == "--handbook" {
                null # Nushell then offers files.
            } else {
                with-env { GUIDE_COMPLETE: nushell } {
                    try { ^guide -- ...$spans | complete | get stdout | from json } catch { [] }
                }
            }
        } else if $others != null {
            do $others $spans
        }
    }
}
