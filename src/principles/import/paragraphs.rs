//! Paragraphs out of lines, and leads among paragraphs.

use super::draft::{Decision, Draft, Evidence, Piece, Role, Scope, What};
use super::heads::Heads;
use super::hyphen::{self, Dictionary, Join};
use super::roles::Region;
use super::source::{Source, begins_small, bullet, ends_sentence};
use super::words::Language;
use std::ops::Range;

/// How many characters the lines of leads must be wider or narrower than others.
const OTHER_WIDTH: usize = 5;

/// Makes pieces of regions, and puts all pieces in the order of the source.
pub fn join(source: &Source, heads: &Heads, regions: Vec<Region>, language: Language, draft: &mut Draft) {
    let dictionary = Dictionary::of_lines(
        (0..source.lines.len()).filter(|index| source.is_text(*index)).map(|index| source.text(index)),
    );
    let wrapped = (is_wrapped(source), source.parts_by_gaps());
    let mut bodies: Vec<Vec<Piece>> = vec![Vec::new(); heads.heads.len()];
    for region in regions {
        let mut pieces: Vec<Piece> = Vec::new();
        for (line, range) in region.parts {
            let text = source.text(line).get(range.clone()).unwrap_or_default();
            let marked = if range.start == 0 { bullet(text).unwrap_or(0) } else { 0 };
            let lead = text.get(marked..).unwrap_or_default();
            let begin = range.start + marked + lead.len() - lead.trim_start().len();
            let range = begin..range.end;
            let join = match pieces.last() {
                None => Join::New,
                Some(_) if marked > 0 => Join::New,
                Some(before) => {
                    let (join, sure) = between(source, before, line, begin, wrapped, &dictionary, language);
                    if !sure {
                        doubt(source, draft, before.line, line, join);
                    }
                    join
                }
            };
            if !range.is_empty() {
                pieces.push(Piece { line, range, role: region.role, of: region.of, join });
            }
        }
        match bodies.get_mut(region.of).filter(|_| region.role == Role::Body) {
            Some(body) => body.extend(pieces),
            None => draft.pieces.extend(pieces),
        }
    }
    part_firsts(source, &mut bodies);
    leads(source, &mut bodies, draft);
    draft.pieces.extend(bodies.into_iter().flatten());
    draft.pieces.sort_by_key(|piece| (piece.line, piece.range.start));
}

/// Whether lines were broken to fit a page, and not each a paragraph.
fn is_wrapped(source: &Source) -> bool {
    let lines: Vec<usize> =
        (0..source.lines.len()).filter(|index| source.is_text(*index) && source.length(*index) > 30).collect();
    let broken = lines
        .iter()
        .filter(|index| {
            !ends_sentence(source.text(**index))
                && source.next(**index).is_some_and(|next| {
                    !source.gap(next) && begins_small(source.text(next)) && bullet(source.text(next)).is_none()
                })
        })
        .count();
    source.printed && broken * 10 > lines.len()
}

/// How a line goes on from a piece before it, and whether that is sure.
fn between(
    source: &Source,
    before: &Piece,
    line: usize,
    begin: usize,
    (wrapped, gaps): (bool, bool),
    dictionary: &Dictionary,
    language: Language,
) -> (Join, bool) {
    let (Some(one), Some(two)) = (source.lines.get(before.line), source.lines.get(line)) else {
        return (Join::New, true);
    };
    if before.line == line {
        return (Join::Space, true);
    }
    let text = one.text.get(before.range.clone()).unwrap_or_default();
    let next = two.text.get(begin..).unwrap_or_default();
    let small = begins_small(next);
    let hyphen = text.ends_with(['-', '\u{ad}', '\u{2010}']) && !text.ends_with(" -");
    let glued = || hyphen::join(text, next, dictionary, language);
    if two.whole || one.level != two.level || one.cell != two.cell {
        return (Join::New, true);
    }
    // A number before its list's item begins one.
    let numbered = super::label::parse(next).is_some_and(|label| matches!(label.mark, '.' | ')'))
        && (ends_sentence(text) || source.would_have_fit(before.line, line));
    if source.seam(line) {
        if small && (hyphen || !ends_sentence(text)) {
            return glued();
        }
        if numbered || source.would_have_fit(before.line, line) {
            return (Join::New, true);
        }
        if ends_sentence(text) {
            return (if source.gap(line) && !wrapped { Join::New } else { Join::Space }, false);
        }
        return glued();
    }
    if source.gap(line) {
        let goes_on = !ends_sentence(text)
            && small
            && (hyphen || text.chars().count() > 45)
            && bullet(source.text(before.line)).is_none();
        return if goes_on { (glued().0, false) } else { (Join::New, true) };
    }
    if !wrapped {
        return if hyphen && small { glued() } else { (Join::New, true) };
    }
    if hyphen && (small || next.starts_with(char::is_alphanumeric)) {
        return glued();
    }
    // What stands by itself again and again heads what follows it.
    if numbered || source.repeats(line) > 2 || source.repeats(before.line) > 2 {
        return (Join::New, true);
    }
    if source.would_have_fit(before.line, line) && !text.ends_with(',') {
        let item = bullet(source.text(before.line)).is_some();
        // A line that goes on with what could not have stood at the beginning of a sentence was broken for another reason.
        if small && !ends_sentence(text) {
            return (Join::Space, true);
        }
        let length = source.length(before.line) * 100;
        let short = length < source.width * 70;
        let ended = ends_sentence(text) && (!gaps || length < source.width * 80);
        return if ended || short || item { (Join::New, true) } else { (Join::Space, !small && ends_sentence(text)) };
    }
    (glued().0, true)
}

fn doubt(source: &Source, draft: &mut Draft, before: usize, line: usize, join: Join) {
    let last = source.text(before).split_whitespace().next_back().unwrap_or_default();
    let first = source.text(line).split_whitespace().next().unwrap_or_default();
    let is_hyphen = last.ends_with(['-', '\u{2010}']);
    let (what, chosen, other) = match join {
        Join::New => (What::Paragraph, format!("{last} ¶ {first}"), format!("{last} {first}")),
        Join::Space if is_hyphen => {
            (What::Hyphen, format!("{last} {first}"), format!("{}{first}", last.trim_end_matches('-')))
        }
        Join::Space => (What::Paragraph, format!("{last} {first}"), format!("{last} ¶ {first}")),
        Join::Hyphen => (What::Hyphen, format!("{}{first}", last.trim_end_matches('-')), format!("{last}{first}")),
        Join::Kept => (What::Hyphen, format!("{last}{first}"), format!("{}{first}", last.trim_end_matches('-'))),
    };
    draft.decisions.push(Decision {
        what,
        chosen,
        others: vec![(other, 0.4)],
        because: vec![Evidence::Nothing],
        scope: Scope::Line(line + 1),
        sure: false,
    });
}

/// Parts a first line or two from the rest in all principles where nearly all of them end it before the line is full and before a
/// sentence ends: alone that is chance, in all of them it is how they are set.
fn part_firsts(source: &Source, bodies: &mut [Vec<Piece>]) {
    if !source.printed {
        return;
    }
    let breaks: Vec<Option<usize>> = bodies
        .iter()
        .map(|body| {
            (1..=2).find(|at| {
                let (Some(before), Some(piece)) = (body.get(at - 1), body.get(*at)) else { return false };
                let text = source.text(before.line);
                let next = source.text(piece.line);
                !ends_sentence(text)
                    && !text.ends_with([',', '-', '\u{ad}'])
                    && next.starts_with(char::is_uppercase)
                    && source.would_have_fit(before.line, piece.line)
            })
        })
        .collect();
    let with_text = bodies.iter().filter(|body| body.len() > 1).count();
    if with_text < 3 || breaks.iter().flatten().count() * 10 < with_text * 8 {
        return;
    }
    for (body, at) in bodies.iter_mut().zip(breaks) {
        for (index, piece) in body.iter_mut().enumerate().take(at.map_or(0, |at| at + 1)) {
            if Some(index) == at {
                piece.join = Join::New;
            } else if index > 0 && piece.join == Join::New {
                piece.join = Join::Space;
            }
        }
    }
}

/// What is asked of a principle's pieces, and of its paragraphs among them.
type Check<'a> = &'a dyn Fn(&[Piece], &[Range<usize>]) -> bool;

/// Tells leads from text: in all principles, or in none.
fn leads(source: &Source, bodies: &mut [Vec<Piece>], draft: &mut Draft) {
    let paragraphs: Vec<Vec<Range<usize>>> = bodies.iter().map(|pieces| starts(pieces)).collect();
    let with_text = paragraphs.iter().filter(|paragraphs| !paragraphs.is_empty()).count();
    if with_text < 2 {
        return;
    }
    let share = |count: usize| count * 10 >= with_text * 8;
    let piece_line = |body: &[Piece], at: usize| body.get(at).and_then(|piece| source.lines.get(piece.line)).cloned();
    let count = |check: Check<'_>| {
        bodies
            .iter()
            .zip(&paragraphs)
            .filter(|(body, paragraphs)| !paragraphs.is_empty() && check(body, paragraphs))
            .count()
    };
    let boxed = count(&|body, paragraphs| {
        let all = |range: &Range<usize>| range.clone().all(|at| piece_line(body, at).is_some_and(|line| line.boxed));
        paragraphs.first().is_some_and(all) && paragraphs.iter().skip(1).any(|range| !all(range))
    });
    let short = count(&|body, paragraphs| {
        let Some(first) = paragraphs.first() else { return false };
        let text: String = body
            .get(first.clone())
            .unwrap_or_default()
            .iter()
            .map(|piece| source.text(piece.line))
            .collect::<Vec<_>>()
            .join(" ");
        let is_item = piece_line(body, first.start).is_some_and(|line| line.depth > 0 || bullet(&line.text).is_some());
        let long_after = paragraphs.get(1).is_some_and(|second| {
            body.get(second.start..)
                .unwrap_or_default()
                .iter()
                .map(|piece| source.text(piece.line).split_whitespace().count())
                .sum::<usize>()
                > 12
        });
        paragraphs.len() > 1 && !ends_sentence(&text) && text.split_whitespace().count() <= 22 && !is_item && long_after
    });
    let strong = count(&|body, paragraphs| {
        let is_strong = |range: &Range<usize>| {
            range.clone().all(|at| piece_line(body, at).is_some_and(|line| line.strong == line.text.len()))
        };
        paragraphs.first().is_some_and(is_strong) && paragraphs.get(1).is_some_and(|range| !is_strong(range))
    });
    let heading = count(&|body, paragraphs| {
        let level = |range: &Range<usize>| piece_line(body, range.start).map_or(0, |line| line.level);
        source.printed
            && paragraphs.first().is_some_and(|range| level(range) > 0)
            && paragraphs.get(1).is_some_and(|range| level(range) == 0)
    });
    let unlike = !alike_firsts(source, bodies, &paragraphs);
    let width = source.printed && other_width(source, bodies, &paragraphs);
    let evidence = if share(boxed) {
        Some(Evidence::Box)
    } else if share(strong) && unlike {
        Some(Evidence::Strong)
    } else if (share(short) || share(heading)) && unlike {
        Some(Evidence::Short)
    } else if width {
        Some(Evidence::Width)
    } else {
        None
    };
    let chosen = evidence.is_some();
    // Where all have a first paragraph that could be one, somebody should look.
    let could = count(&|body, paragraphs| {
        let plain = |range: &Range<usize>| {
            let text: usize = body
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .map(|piece| source.text(piece.line).split_whitespace().count())
                .sum();
            let line = piece_line(body, range.start);
            text > 14 && line.is_some_and(|line| line.depth == 0 && bullet(&line.text).is_none())
        };
        paragraphs.len() > 2 && paragraphs.iter().take(2).all(plain)
    });
    let ask = !chosen && could == bodies.len();
    if chosen {
        for (body, paragraphs) in bodies.iter_mut().zip(&paragraphs) {
            if paragraphs.len() < 2 {
                continue;
            }
            for piece in paragraphs.first().and_then(|range| body.get_mut(range.clone())).unwrap_or_default() {
                piece.role = Role::Lead;
            }
        }
    }
    if chosen || ask {
        let mut because: Vec<Evidence> = evidence.into_iter().collect();
        because.push(if chosen { Evidence::Consistent } else { Evidence::Nothing });
        draft.decisions.push(Decision {
            what: What::Leads,
            chosen: if chosen { "leads" } else { "text" }.to_owned(),
            others: vec![(if chosen { "text" } else { "leads" }.to_owned(), 0.5)],
            because,
            scope: Scope::Set,
            sure: chosen,
        });
    }
}

/// Whether first paragraphs begin alike, as what is repeated in each does.
fn alike_firsts(source: &Source, bodies: &[Vec<Piece>], paragraphs: &[Vec<Range<usize>>]) -> bool {
    let firsts: Vec<&str> = bodies
        .iter()
        .zip(paragraphs)
        .filter_map(|(body, paragraphs)| Some(source.text(body.get(paragraphs.first()?.start)?.line)))
        .collect();
    let same = firsts.iter().filter(|first| firsts.iter().filter(|other| other == first).count() > 1).count();
    same * 2 > firsts.len()
}

/// Whether the lines of first paragraphs are set to another width than those of the others, in nearly all principles.
fn other_width(source: &Source, bodies: &[Vec<Piece>], paragraphs: &[Vec<Range<usize>>]) -> bool {
    // The last line of a paragraph is as long as it happens to be.
    let widest = |body: &[Piece], range: &Range<usize>| {
        let lines = body.get(range.start..range.end.saturating_sub(1)).unwrap_or_default();
        lines.iter().map(|piece| source.length(piece.line)).max()
    };
    let mut firsts = Vec::new();
    let mut others = Vec::new();
    for (body, paragraphs) in bodies.iter().zip(paragraphs) {
        firsts.extend(paragraphs.first().and_then(|range| widest(body, range)));
        others.extend(paragraphs.iter().skip(1).filter_map(|range| widest(body, range)));
    }
    if firsts.len() * 10 < bodies.len() * 7 || others.len() < bodies.len() {
        return false;
    }
    let average = |all: &[usize]| all.iter().sum::<usize>() / all.len().max(1);
    let (first, other) = (average(&firsts), average(&others));
    if first.abs_diff(other) < OTHER_WIDTH {
        return false;
    }
    let middle = usize::midpoint(first, other);
    let apart = firsts.iter().filter(|width| (**width > middle) == (first > middle)).count() * 10 >= firsts.len() * 8;
    apart && others.iter().filter(|width| (**width > middle) == (other > middle)).count() * 10 >= others.len() * 8
}

/// The paragraphs among pieces.
fn starts(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match all.last_mut().filter(|_| piece.join != Join::New) {
            Some(last) => last.end = at + 1,
            None => all.push(at..at + 1),
        }
    }
    all
}
