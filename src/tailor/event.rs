//! From what somebody types to an event of a guide.

use crate::handbook::index::fold::compact;
use crate::handbook::index::pinyin;
use crate::handbook::model::{Event, Guide};

/// Finds an event by its id, its title or its pinyin, or by an unmistakable beginning of one.
pub fn read_event<'g>(guide: &'g Guide, input: &str) -> Option<&'g Event> {
    let text = compact(input);
    let is_named = |event: &&Event| names(event).any(|name| is_called(&name, &text));
    let begins = |event: &&Event| names(event).any(|name| name.starts_with(&text));
    guide.events.iter().find(is_named).or_else(|| {
        let mut begun = guide.events.iter().filter(begins);
        begun.next().filter(|_| !text.is_empty() && begun.next().is_none())
    })
}

fn names(event: &Event) -> impl Iterator<Item = String> {
    let titles = event.title.all("").map(|(_, title)| compact(title));
    std::iter::once(compact(event.id.as_str())).chain(titles)
}

fn is_called(name: &str, text: &str) -> bool {
    name == text || pinyin::spellings(name).iter().any(|spelling| spelling == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
events:
  - {id: papers-in, title: {zh: 收到材料, en: papers received}}
  - {id: accepted, title: {zh: 受理, en: acceptance}}
  - {id: accounted, title: {zh: 结清, en: accounts settled}}
";

    #[track_caller]
    fn case(input: &str, id: Option<&str>) {
        let guide = tailor::guide(PARTS);
        assert_eq!(read_event(&guide, input).map(|event| event.id.as_str()), id, "{input}");
    }

    #[test]
    fn an_event_goes_by_id_title_and_pinyin() {
        for input in ["accepted", "Accepted", "受理", "acceptance", "shouli", "受", "accep"] {
            case(input, Some("accepted"));
        }
        case("papers", Some("papers-in"));
        case("papers received", Some("papers-in"));
    }

    #[test]
    fn what_fits_nothing_or_several_is_no_event() {
        for input in ["", "acc", "refused", "="] {
            case(input, None);
        }
    }
}
