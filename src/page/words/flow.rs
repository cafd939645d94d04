//! What is said of the course of a procedure: what follows a step, and where it leads if it fails.

use super::Lang;

/// Returns the heading above the lanes.
pub(in crate::page) fn heading(lang: Lang) -> &'static str {
    lang.pick("谁在什么时候做什么", "Who does what, in which order")
}

/// Names the way out of a step that fails, in a word.
pub(in crate::page) fn if_not(lang: Lang) -> &'static str {
    lang.pick("不成", "if not")
}

/// Says which steps follow, where they do not stand right below; without any, that it ends.
pub(in crate::page) fn then(from: usize, next: &[usize], lang: Lang) -> String {
    let numbers: Vec<String> = next.iter().map(ToString::to_string).collect();
    match (numbers.as_slice(), next) {
        ([], _) => lang.pick("到此为止", "ends here").to_owned(),
        (_, [to]) if *to < from => lang.pick(format!("回到 {to}"), format!("back to {to}")),
        (several, _) => lang.pick(
            format!("接着办 {}", several.join("、")),
            format!("go on with {}", several.join(", ")),
        ),
    }
}

/// Says where a step leads that fails: back to an earlier one, or on to a later one.
pub(in crate::page) fn otherwise(from: usize, to: usize, lang: Lang) -> String {
    let way = if to < from { lang.pick("回到", "back to") } else { lang.pick("转到", "go to") };
    lang.pick(format!("不成的，{way} {to}"), format!("if not, {way} {to}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_named_by_the_numbers_of_steps() {
        assert_eq!(then(3, &[4, 6], Lang::Zh), "接着办 4、6");
        assert_eq!(then(3, &[], Lang::En), "ends here");
        assert_eq!(then(3, &[2], Lang::Zh), "回到 2");
        assert_eq!(otherwise(4, 3, Lang::En), "if not, back to 3");
        assert_eq!(otherwise(2, 5, Lang::Zh), "不成的，转到 5");
    }
}
