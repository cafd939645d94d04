//! Numbers of articles.

use std::fmt;
use std::str::FromStr;

/// The number of an article of a law: `12`, or `12-2` for 第十二条之二.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleNumber {
    number: u16,
    inserted: u16,
}

impl ArticleNumber {
    /// Says whether this article comes right after another, as 13 after 12; what was inserted
    /// follows nothing.
    pub fn follows(self, other: Self) -> bool {
        self.inserted == 0
            && other.inserted == 0
            && other.number.checked_add(1) == Some(self.number)
    }
}

impl FromStr for ArticleNumber {
    type Err = ParseArticleNumberError;

    fn from_str(text: &str) -> Result<Self, ParseArticleNumberError> {
        let error = || ParseArticleNumberError(text.to_owned());
        let parse = |part: &str| {
            let plain = part.starts_with(|c: char| ('1'..='9').contains(&c));
            part.parse::<u16>().ok().filter(|_| plain).ok_or_else(error)
        };
        let (number, inserted) = match text.split_once('-') {
            Some((number, inserted)) => (parse(number)?, parse(inserted)?),
            None => (parse(text)?, 0),
        };
        Ok(Self { number, inserted })
    }
}

deserialize_from_str!(ArticleNumber, "the number of an article, quoted, such as \"12\"");

impl fmt::Display for ArticleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inserted {
            0 => write!(f, "{}", self.number),
            inserted => write!(f, "{}-{inserted}", self.number),
        }
    }
}

/// A text that is no number of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseArticleNumberError(String);

impl fmt::Display for ParseArticleNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the number of an article, written as \"12\" or \"12-2\"", self.0)
    }
}

impl std::error::Error for ParseArticleNumberError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_print_as_they_were_written_and_sort_by_number() {
        let mut articles: Vec<ArticleNumber> =
            ["12", "2", "12-2"].iter().map(|text| text.parse().unwrap()).collect();
        articles.sort_unstable();
        let printed: Vec<String> = articles.iter().map(ToString::to_string).collect();
        assert_eq!(printed, ["2", "12", "12-2"]);
        let follows = |one: &str, other: &str| {
            one.parse::<ArticleNumber>().unwrap().follows(other.parse().unwrap())
        };
        assert!(follows("13", "12") && !follows("12", "12"));
        assert!(!follows("13", "12-2") && !follows("12-2", "11"));
        for bad in ["", "0", "012", "12-", "十二", "12-0", "70000"] {
            assert!(bad.parse::<ArticleNumber>().is_err(), "{bad}");
        }
    }
}
