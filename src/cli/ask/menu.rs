//! A list of answers with a mark that moves.

use super::Reply;
use super::keys::Key;

/// Where the mark stands, and which number is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Menu {
    /// The answer with the mark.
    pub(super) chosen: usize,
    count: usize,
    typed: usize,
}

impl Menu {
    /// Makes a list of so many answers, with the mark on one of them.
    pub(super) fn new(count: usize, chosen: usize) -> Self {
        Self { chosen, count, typed: 0 }
    }

    /// Takes a key; returns the reply if that is one.
    pub(super) fn press(&mut self, key: Key) -> Option<Reply> {
        let typed = std::mem::take(&mut self.typed);
        match key {
            Key::Up => self.chosen = self.chosen.checked_sub(1).unwrap_or(self.count - 1),
            Key::Down => self.chosen = (self.chosen + 1) % self.count,
            Key::Enter => return Some(Reply::Answer(self.chosen)),
            Key::Digit(digit) => return self.number(typed * 10 + digit, digit),
            Key::Back => return Some(Reply::Back),
            Key::Skip => return Some(Reply::Skip),
            Key::Stop => return Some(Reply::Stop),
            Key::Interrupt => return Some(Reply::Interrupt),
            Key::Other => {}
        }
        None
    }

    /// Takes the number that was typed, or its last digit; a number that may go on only moves the
    /// mark.
    fn number(&mut self, typed: usize, digit: usize) -> Option<Reply> {
        let number = [typed, digit].into_iter().find(|number| (1..=self.count).contains(number))?;
        self.chosen = number - 1;
        if number * 10 > self.count {
            return Some(Reply::Answer(self.chosen));
        }
        self.typed = number;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(count: usize, keys: &[Key], reply: Option<Reply>, chosen: usize) {
        let mut menu = Menu::new(count, 0);
        let replies: Vec<Reply> = keys.iter().filter_map(|key| menu.press(*key)).collect();
        assert_eq!((replies.first().copied(), menu.chosen), (reply, chosen), "{keys:?}");
    }

    #[test]
    fn the_mark_goes_round() {
        case(3, &[Key::Down, Key::Enter], Some(Reply::Answer(1)), 1);
        case(3, &[Key::Up, Key::Enter], Some(Reply::Answer(2)), 2);
        case(3, &[Key::Down, Key::Down, Key::Down], None, 0);
    }

    #[test]
    fn a_number_is_taken_as_soon_as_it_is_clear() {
        case(3, &[Key::Digit(2)], Some(Reply::Answer(1)), 1);
        case(3, &[Key::Digit(0), Key::Digit(4)], None, 0);
        case(12, &[Key::Digit(1)], None, 0);
        case(12, &[Key::Digit(1), Key::Digit(2)], Some(Reply::Answer(11)), 11);
        case(12, &[Key::Digit(1), Key::Enter], Some(Reply::Answer(0)), 0);
        case(12, &[Key::Digit(1), Key::Digit(5)], Some(Reply::Answer(4)), 4);
        case(12, &[Key::Digit(2)], Some(Reply::Answer(1)), 1);
    }

    #[test]
    fn one_key_goes_back_skips_or_stops() {
        case(3, &[Key::Back], Some(Reply::Back), 0);
        case(3, &[Key::Skip], Some(Reply::Skip), 0);
        case(3, &[Key::Other, Key::Stop], Some(Reply::Stop), 0);
    }
}
