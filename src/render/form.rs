//! What is filled in by hand: tick boxes at the head of a point (`[ ] 户口簿`), room to write.

use crate::page::Line;

/// A point whose tick box was parted from its text.
pub(super) struct Ticked {
    /// Whether it is ticked.
    pub(super) is_done: bool,
    /// What stands behind it.
    pub(super) text: Line,
}

impl Ticked {
    /// Returns the box as it is typed.
    pub(super) fn typed(&self) -> &'static str {
        if self.is_done { "[x]" } else { "[ ]" }
    }
}

/// Parts the tick box from a point, if one leads it.
pub(super) fn ticked(point: &Line) -> Option<Ticked> {
    let (first, rest) = point.0.split_first()?;
    let open = first.text.strip_prefix("[ ] ");
    let text = open.or_else(|| first.text.strip_prefix("[x] "))?;
    let mut line = Line::default().then(first.role, text);
    line.extend(Line(rest.to_vec()));
    Some(Ticked { is_done: open.is_none(), text: line })
}

/// Says whether a text leaves room to write in.
pub(super) fn is_to_write(text: &str) -> bool {
    text.contains("____")
}
