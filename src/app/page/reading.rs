//! A page as words: what a screen reader says of it.

use crate::typeset::page::{Actual, Area, Line, Mark, Owner, Page};

/// Lines that belong to one element, or to a page's head or foot.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What they say.
    pub text: String,
    /// Where they are.
    pub area: Area,
}

/// What stands on a page, in the order of reading.
pub fn paragraphs(page: &Page) -> Vec<Paragraph> {
    let mut all: Vec<(Owner, Paragraph)> = Vec::new();
    for mark in &page.marks {
        let Mark::Line { line, x, y, owner } = mark else { continue };
        let size = line.runs.iter().fold(0.0, |size: f32, run| size.max(run.size));
        let area = Area { x: *x, y: y - size, width: line.width, height: size * 1.3 };
        match all.last_mut() {
            Some((before, paragraph)) if before == owner && matches!(owner, Owner::Element(_)) => {
                append(&mut paragraph.text, line);
                paragraph.area = union(&paragraph.area, &area);
            }
            _ => {
                let mut text = String::new();
                append(&mut text, line);
                all.push((*owner, Paragraph { text, area }));
            }
        }
    }
    for (_, paragraph) in &mut all {
        paragraph.text.truncate(paragraph.text.trim_end().len());
    }
    all.into_iter().map(|(_, paragraph)| paragraph).filter(|paragraph| !paragraph.text.is_empty()).collect()
}

/// The words of a line; a word that is divided goes on with the next.
fn append(text: &mut String, line: &Line) {
    for (run, _, own) in line.glyphs() {
        if run.actual != Some(Actual::SoftHyphen) {
            text.push_str(own);
        }
    }
}

fn union(one: &Area, other: &Area) -> Area {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let bottom = (one.y + one.height).max(other.y + other.height);
    Area { x, y, width: right - x, height: bottom - y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::meeting::{Meeting, Purpose};
    use crate::typeset::layout;

    #[test]
    fn a_page_is_read_by_paragraphs_without_divided_words() {
        let meeting = Meeting::sample();
        let pages = layout(&compose(&meeting.share(Purpose::Handout))).pages;
        let read: Vec<Paragraph> = pages.iter().flat_map(|page| paragraphs(page)).collect();
        assert_eq!(read.iter().filter(|paragraph| paragraph.text == meeting.title).count(), 1);
        let words: usize = meeting
            .selection
            .iter()
            .flat_map(|selected| selected.principle.paragraphs())
            .filter(|(_, text)| read.iter().any(|paragraph| paragraph.text == **text))
            .count();
        assert!(words > 5, "{words}");
    }
}
