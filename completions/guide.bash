# Completion of guide for bash. Source it from ~/.bashrc, or keep it as
# ${XDG_DATA_HOME:-~/.local/share}/bash-completion/completions/guide
# Everything is asked of the program: the words go there, a candidate a line comes back.

_guide() {
    local IFS=$' \t\n' line current=$2
    local before="${COMP_WORDS[*]:0:COMP_CWORD}" word=${COMP_WORDS[COMP_CWORD]}
    local -a words=("${COMP_WORDS[@]:0:COMP_CWORD}")
    # Bash ends a word at "=", and from version 4 on starts another; the program puts them together.
    case $word in
        '=') words+=('=') current= ;;
        *=*) current=$word ;;
    esac
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(GUIDE_COMPLETE=bash command guide -- "${words[@]}" "$current" 2>/dev/null)
    # Only the part behind "=" is replaced.
    if [[ $COMP_WORDBREAKS == *=* && ($word == *=* || $before == *' =') ]]; then
        COMPREPLY=("${COMPREPLY[@]##*=}")
    fi
    # A day follows an event without a blank.
    if [[ ${COMPREPLY[0]-} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
    if [[ $before == *' --handbook' || $before == *' --handbook =' || $word == --handbook=* ]]; then
        compopt -o filenames 2>/dev/null
    fi
    return 0
}

complete -o nosort -F _guide guide 2>/dev/null || complete -F _guide guide
