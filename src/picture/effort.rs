//! How much work a drawing makes, told before it is drawn.
//!
//! A few lines of SVG may say a thing that says another thing ten times, and so on, or blur a page a thousand times. So what
//! would be drawn is counted first, through every reference. What a drawing for a hand-out needs is far below [`MOST`].

use roxmltree::{Document, Node, NodeId, ParsingOptions};
use std::collections::{HashMap, HashSet};

/// The most work that is done, in shapes.
pub const MOST: u64 = 20_000;
/// What a layer of its own costs: for opacity, a mask, a clipping or a pattern.
const LAYER: u64 = 20;
/// What a step of a filter costs.
const FILTER_STEP: u64 = 200;
/// The deepest that elements and references are followed.
const DEEPEST: usize = 200;
/// The most elements and texts that are looked at.
const MOST_NODES: u32 = 200_000;

/// How much work a drawing makes, in shapes; more than [`MOST`] is not counted to its end. `None` where it is no XML.
pub fn effort(text: &str) -> Option<u64> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::NodesLimitReached) => return Some(u64::MAX),
        Err(_) => return None,
    };
    let mut effort = Effort { by_id: HashMap::new(), by_rule: Vec::new(), known: HashMap::new(), open: HashSet::new() };
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            effort.by_id.insert(id, node);
        }
        if node.tag_name().name() == "style" {
            effort.by_rule.extend(node.text().into_iter().flat_map(references));
        }
    }
    // A rule may be about any element: it is taken to be about each of them.
    let rules = std::mem::take(&mut effort.by_rule);
    let root = document.root_element();
    let per_element = rules.into_iter().map(|id| effort.referred(id, 0)).fold(0, u64::saturating_add);
    let elements = document.descendants().filter(Node::is_element).count() as u64;
    Some(effort.of(root, 0).saturating_add(per_element.saturating_mul(elements)))
}

struct Effort<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    /// What rules of style refer to.
    by_rule: Vec<&'a str>,
    known: HashMap<NodeId, u64>,
    /// The elements that are being counted. One that refers to itself is not drawn again.
    open: HashSet<NodeId>,
}

impl<'a, 'input> Effort<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> u64 {
        if let Some(known) = self.known.get(&node.id()) {
            return *known;
        }
        if depth > DEEPEST {
            return u64::MAX;
        }
        if !self.open.insert(node.id()) {
            return 0;
        }
        let name = node.tag_name().name();
        let mut sum: u64 = if name.starts_with("fe") { FILTER_STEP } else { 1 };
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.of(child, depth + 1));
        }
        for attribute in node.attributes() {
            let local = attribute.value().trim().strip_prefix('#').filter(|_| attribute.name() == "href");
            for id in references(attribute.value()).chain(local) {
                // A marker stands at each point of a line, and a point takes two letters at least.
                let often = if attribute.value().contains("url") && attribute.name().starts_with("marker") {
                    node.attribute("d").or(node.attribute("points")).map_or(2, |points| points.len() as u64 / 2 + 1)
                } else {
                    1
                };
                sum = sum.saturating_add(self.referred(id, depth + 1).saturating_mul(often));
            }
            if attribute.name() == "opacity" {
                sum = sum.saturating_add(LAYER);
            }
        }
        self.open.remove(&node.id());
        self.known.insert(node.id(), sum);
        sum
    }

    fn referred(&mut self, id: &str, depth: usize) -> u64 {
        let target = self.by_id.get(id).copied();
        target.map_or(0, |target| self.of(target, depth).saturating_add(LAYER))
    }
}

/// What is named as `url(#…)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        name.strip_prefix('#')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(content: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>"#)
    }

    #[test]
    fn what_is_said_again_and_again_is_counted_as_often() {
        let level = |number: u32| {
            let uses = format!(r##"<use href="#l{number}"/>"##).repeat(10);
            format!(r#"<g id="l{}">{uses}</g>"#, number + 1)
        };
        let bomb =
            drawing(&format!(r#"<g id="l0"><path d="M0 0h9v9z"/></g>{}"#, (0..9).map(level).collect::<String>()));
        assert!(effort(&bomb).expect("a drawing") > MOST);
        let plain = drawing(&r#"<path d="M0 0h9v9z"/>"#.repeat(5000));
        assert!(effort(&plain).expect("a drawing") < MOST);
    }

    #[test]
    fn filters_markers_and_rules_are_counted() {
        let filter = r#"<filter id="f"><feGaussianBlur stdDeviation="3"/></filter>"#;
        let blurred = |often| drawing(&format!("{filter}{}", r#"<rect style="filter: url('#f')"/>"#.repeat(often)));
        assert!(effort(&blurred(10)).expect("a drawing") < MOST);
        assert!(effort(&blurred(200)).expect("a drawing") > MOST);
        let ruled = drawing(&format!("{filter}<style>rect {{ filter: url(#f) }}</style>{}", "<rect/>".repeat(200)));
        assert!(effort(&ruled).expect("a drawing") > MOST);
        let marked =
            format!(r#"<marker id="m"><rect/></marker><path marker-mid="url(#m)" d="{}"/>"#, "h1".repeat(2000));
        assert!(effort(&drawing(&marked)).expect("a drawing") > MOST);
    }

    #[test]
    fn a_circle_ends() {
        let circle = drawing(r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##);
        assert!(effort(&circle).expect("a drawing") < MOST);
        assert!(effort(&format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000))).expect("a drawing") > MOST);
        assert_eq!(effort("<svg"), None);
    }
}
