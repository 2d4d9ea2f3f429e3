//! A reader of tagged PDFs (ISO 32000-1, 14.6 to 14.8) that shares no code with the writer.
//!
//! It takes the structure tree and the content streams apart independently and brings them together by page and marked
//! content identifier, decoding text through the fonts' `ToUnicode` maps and through `ActualText`. It trusts nothing
//! and says what does not agree: [`Tagged::errors`].

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of marked content: its page, from 0, and its identifier there.
pub type MarkedContentId = (usize, i64);

/// A tagged PDF taken apart.
pub struct Tagged {
    /// The document element.
    pub root: Node,
    /// The text of each piece of marked content.
    pub content: BTreeMap<MarkedContentId, String>,
    /// The text of each page's artifacts.
    pub artifacts: Vec<String>,
    /// What does not agree.
    pub errors: Vec<String>,
}

/// A structure element.
#[derive(Debug)]
pub struct Node {
    /// Its object.
    pub id: ObjectId,
    /// Its structure type.
    pub role: String,
    /// Its language, where it has one of its own.
    pub language: Option<String>,
    /// Its name in the document.
    pub name: Option<Vec<u8>>,
    /// What is in it, in reading order.
    pub kids: Vec<Kid>,
}

/// What is in a structure element.
#[derive(Debug)]
pub enum Kid {
    /// Another element.
    Element(Node),
    /// Marked content.
    Content(MarkedContentId),
    /// An annotation, and the page that it is said to be on.
    Object(ObjectId, usize),
}

impl Node {
    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| if let Kid::Element(node) = kid { Some(node) } else { None })
    }

    /// It and everything in it, in reading order.
    pub fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        for kid in self.elements() {
            all.extend(kid.all());
        }
        all
    }
}

impl Tagged {
    /// Reads a PDF.
    pub fn read(bytes: &[u8]) -> Tagged {
        let file = Document::load_mem(bytes).expect("a PDF");
        let mut reader = Reader { file: &file, pages: file.page_iter().collect(), errors: Vec::new() };
        let (mut content, mut artifacts) = (BTreeMap::new(), Vec::new());
        for page in 0..reader.pages.len() {
            artifacts.push(reader.page(page, &mut content));
        }
        let catalog = file.catalog().expect("a catalog");
        let tree = file.get_dict_in_dict(catalog, b"StructTreeRoot").expect("a structure tree");
        let root = tree.get(b"K").and_then(Object::as_reference).expect("the document element");
        let tree_id = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).expect("a reference");
        let root = reader.node(root, tree_id, None);
        reader.compare(&root, &content, tree);
        Tagged { root, content, artifacts, errors: reader.errors }
    }

    /// What an element says: its own content and that of the elements in it, in reading order; divided words made
    /// whole.
    pub fn text(&self, node: &Node) -> String {
        self.raw(node).replace('\u{ad}', "")
    }

    fn raw(&self, node: &Node) -> String {
        let kid = |kid: &Kid| match kid {
            Kid::Element(node) => self.raw(node),
            Kid::Content(place) => self.content.get(place).cloned().unwrap_or_default(),
            Kid::Object(..) => String::new(),
        };
        node.kids.iter().map(kid).collect()
    }

    /// The tree in reading order, a line an element: depth, role and, where it has no block elements in it, its text.
    pub fn outline(&self) -> String {
        let mut out = String::new();
        self.outline_of(&self.root, 0, &mut out);
        out
    }

    fn outline_of(&self, node: &Node, depth: usize, out: &mut String) {
        let blocks = node.elements().any(|kid| kid.role != "Span");
        out.push_str(&"  ".repeat(depth));
        out.push_str(&node.role);
        if let Some(language) = &node.language {
            out.extend([" (", language, ")"]);
        }
        if !blocks {
            out.extend([": ", self.text(node).trim_end()]);
        }
        out.push('\n');
        if blocks {
            for kid in node.elements() {
                self.outline_of(kid, depth + 1, out);
            }
        }
    }
}

struct Reader<'a> {
    file: &'a Document,
    pages: Vec<ObjectId>,
    errors: Vec<String>,
}

impl Reader<'_> {
    fn error(&mut self, error: String) {
        self.errors.push(error);
    }

    fn page_of(&self, dictionary: &Dictionary) -> Option<usize> {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok()?;
        self.pages.iter().position(|id| *id == page)
    }

    fn node(&mut self, id: ObjectId, parent: ObjectId, page: Option<usize>) -> Node {
        let dictionary = self.file.get_dictionary(id).expect("a structure element").clone();
        if dictionary.get(b"P").and_then(Object::as_reference).ok() != Some(parent) {
            self.error(format!("{id:?} is in {parent:?}, and P says another"));
        }
        let role = dictionary.get(b"S").and_then(Object::as_name).expect("a structure type");
        let page = self.page_of(&dictionary).or(page);
        let kids = match dictionary.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let kids = kids.iter().map(|kid| self.kid(kid, id, page)).collect();
        let bytes = |key: &[u8]| dictionary.get(key).and_then(Object::as_str).ok().map(<[u8]>::to_vec);
        Node {
            id,
            role: String::from_utf8_lossy(role).into_owned(),
            language: bytes(b"Lang").map(|tag| String::from_utf8_lossy(&tag).into_owned()),
            name: bytes(b"ID"),
            kids,
        }
    }

    fn kid(&mut self, kid: &Object, parent: ObjectId, page: Option<usize>) -> Kid {
        match kid {
            Object::Integer(identifier) => Kid::Content((page.expect("Pg beside a number in K"), *identifier)),
            Object::Reference(id) => Kid::Element(self.node(*id, parent, page)),
            Object::Dictionary(dictionary) => {
                let page = self.page_of(dictionary).or(page).expect("Pg of what K names");
                if dictionary.has_type(b"MCR") {
                    Kid::Content((page, dictionary.get(b"MCID").and_then(Object::as_i64).expect("an MCID")))
                } else {
                    let object = dictionary.get(b"Obj").and_then(Object::as_reference);
                    Kid::Object(object.expect("Obj of an OBJR"), page)
                }
            }
            other => panic!("{other:?} in K of {parent:?}"),
        }
    }

    /// Reads a page's content and gives the text of its artifacts.
    fn page(&mut self, page: usize, content: &mut BTreeMap<MarkedContentId, String>) -> String {
        let id = self.pages[page];
        let fonts = self.file.get_page_fonts(id).expect("fonts");
        let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
            fonts.into_iter().map(|(name, font)| (name, self.to_unicode(font))).collect();
        let operations = Content::decode(&self.file.get_page_content(id)).expect("a content stream").operations;
        let mut stream = Stream { page, fonts, open: Vec::new(), font: None, artifacts: String::new() };
        for operation in &operations {
            if let Some(error) = stream.operation(operation, content) {
                self.error(error);
            }
        }
        if !stream.open.is_empty() {
            self.error(format!("page {page}: marked content is not ended"));
        }
        let artifacts = stream.artifacts;
        if self.file.get_dictionary(id).and_then(|page| page.get(b"Tabs")).and_then(Object::as_name).ok() != Some(b"S")
        {
            self.error(format!("page {page}: the order of tabs is not the structure's"));
        }
        artifacts
    }

    /// The text of each code (9.10.3).
    fn to_unicode(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = font.get_deref(b"ToUnicode", self.file).and_then(Object::as_stream).expect("ToUnicode");
        let map = stream.get_plain_content().expect("a CMap");
        let map = String::from_utf8_lossy(&map);
        let mut texts = BTreeMap::new();
        let mut section = "";
        for line in map.lines().map(str::trim) {
            if let Some((_, name)) = line.split_once(" begin").or(line.split_once("begin")) {
                section = if name == "bfchar" || name == "bfrange" { name } else { "" };
                continue;
            }
            if line.starts_with("end") {
                section = "";
            }
            let hex: Vec<Vec<u16>> = line
                .split(['<', '>', '[', ']', ' '])
                .filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
                .map(|part| {
                    part.as_bytes()
                        .chunks(4)
                        .map(|digits| u16::from_str_radix(&String::from_utf8_lossy(digits), 16).expect("hex"))
                        .collect()
                })
                .collect();
            match (section, hex.as_slice()) {
                ("bfchar", [code, text]) => {
                    texts.insert(code[0], String::from_utf16(text).expect("UTF-16"));
                }
                ("bfrange", [from, to, text]) => {
                    let (last, start) = text.split_last().expect("a text");
                    for (step, code) in (from[0]..=to[0]).enumerate() {
                        let last = last + u16::try_from(step).expect("a small step");
                        let text: Vec<u16> = start.iter().copied().chain([last]).collect();
                        texts.insert(code, String::from_utf16(&text).expect("UTF-16"));
                    }
                }
                _ => {}
            }
        }
        texts
    }

    /// Compares the tree, the parent tree (14.7.4.4) and the content.
    fn compare(&mut self, root: &Node, content: &BTreeMap<MarkedContentId, String>, tree: &Dictionary) {
        let nodes = root.all();
        let (mut owners, mut objects) = (BTreeMap::new(), BTreeMap::new());
        for node in &nodes {
            for kid in &node.kids {
                let twice = match kid {
                    Kid::Content(place) => owners.insert(*place, node.id).is_some(),
                    Kid::Object(object, page) => objects.insert(*object, (node.id, *page)).is_some(),
                    Kid::Element(_) => false,
                };
                if twice {
                    self.error(format!("{kid:?} is in two elements"));
                }
            }
        }
        for place in owners.keys().filter(|place| !content.contains_key(place)) {
            self.error(format!("{place:?} is in K and not in the content"));
        }
        for place in content.keys().filter(|place| !owners.contains_key(place)) {
            self.error(format!("{place:?} is in the content and not in K"));
        }
        let parents = self.parent_tree(tree);
        for page in 0..self.pages.len() {
            let dictionary = self.file.get_dictionary(self.pages[page]).expect("a page");
            let key = dictionary.get(b"StructParents").and_then(Object::as_i64).unwrap_or(-1);
            let list = match parents.get(&key) {
                Some(Object::Array(list)) => list.clone(),
                _ => Vec::new(),
            };
            let used = content.keys().filter(|(on, _)| *on == page).count();
            if list.len() != used {
                self.error(format!("page {page}: {} parents for {used} pieces of content", list.len()));
            }
            for (identifier, parent) in (0..).zip(&list) {
                if owners.get(&(page, identifier)).copied() != parent.as_reference().ok() {
                    self.error(format!("page {page}: {identifier} has the parent {parent:?}"));
                }
            }
            self.compare_annotations(page, dictionary, &objects, &parents);
        }
        let links: BTreeSet<ObjectId> =
            nodes.iter().filter(|node| matches!(node.role.as_str(), "Link" | "Annot")).map(|node| node.id).collect();
        for (object, (owner, _)) in &objects {
            if !links.contains(owner) {
                self.error(format!("{object:?} is in {owner:?}, which is no Link and no Annot"));
            }
        }
        let reached: BTreeSet<ObjectId> = nodes.iter().map(|node| node.id).collect();
        for (id, object) in &self.file.objects {
            let element = object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"StructElem"));
            if element && !reached.contains(id) {
                self.errors.push(format!("the element {id:?} cannot be reached"));
            }
        }
    }

    fn compare_annotations(
        &mut self,
        page: usize,
        dictionary: &Dictionary,
        objects: &BTreeMap<ObjectId, (ObjectId, usize)>,
        parents: &BTreeMap<i64, Object>,
    ) {
        let annotations = dictionary.get_deref(b"Annots", self.file).and_then(Object::as_array).cloned();
        let ids: Vec<ObjectId> =
            annotations.unwrap_or_default().iter().filter_map(|annotation| annotation.as_reference().ok()).collect();
        for id in &ids {
            let annotation = self.file.get_dictionary(*id).expect("an annotation");
            let key = annotation.get(b"StructParent").and_then(Object::as_i64).unwrap_or(-1);
            let parent = parents.get(&key).and_then(|parent| parent.as_reference().ok());
            let owner = objects.get(id);
            if parent.is_none() || parent != owner.map(|(owner, _)| *owner) {
                self.error(format!(
                    "page {page}: the annotation {id:?} has the parent {parent:?}, and is in {owner:?}"
                ));
            }
        }
        for (object, _) in objects.iter().filter(|(_, (_, on))| *on == page) {
            if !ids.contains(object) {
                self.error(format!("page {page}: {object:?} is in K and not on the page"));
            }
        }
    }

    fn parent_tree(&mut self, tree: &Dictionary) -> BTreeMap<i64, Object> {
        let numbers = self.file.get_dict_in_dict(tree, b"ParentTree").expect("a parent tree");
        let numbers = numbers.get_deref(b"Nums", self.file).and_then(Object::as_array).expect("Nums");
        let mut parents = BTreeMap::new();
        for pair in numbers.chunks(2) {
            let key = pair[0].as_i64().expect("a key");
            // An element stays a reference; a list of them may be one itself.
            let list = self.file.dereference(&pair[1]).ok().filter(|(_, object)| object.as_array().is_ok());
            let value = list.map_or_else(|| pair[1].clone(), |(_, list)| list.clone());
            if parents.last_key_value().is_some_and(|(last, _)| *last >= key) {
                self.error(format!("the parent tree's key {key} is out of order"));
            }
            parents.insert(key, value);
        }
        let next = tree.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap_or(0);
        if parents.last_key_value().is_some_and(|(last, _)| *last >= next) {
            self.error(format!("ParentTreeNextKey is {next}"));
        }
        parents
    }
}

/// What a piece of marked content is.
enum Open {
    Element(i64),
    Artifact,
    /// Its text is given; what it shows is not read.
    Replaced,
    Other,
}

/// A content stream at work.
struct Stream {
    page: usize,
    fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    open: Vec<Open>,
    font: Option<Vec<u8>>,
    artifacts: String,
}

impl Stream {
    fn operation(&mut self, operation: &Operation, content: &mut BTreeMap<MarkedContentId, String>) -> Option<String> {
        let Operation { operator, operands } = operation;
        let page = self.page;
        match operator.as_str() {
            "BDC" | "BMC" => return self.begin(operands, content),
            "EMC" if self.open.pop().is_none() => return Some(format!("page {page}: EMC without BDC")),
            "Tf" => self.font = operands.first().and_then(|name| name.as_name().ok()).map(<[u8]>::to_vec),
            "Tj" | "TJ" | "'" | "\"" => {
                let text = self.decoded(operands);
                return self.show(&text, content).err().map(|()| format!("page {page}: {text:?} is not marked"));
            }
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "Do" | "EI" => {
                let artifact = self.open.iter().any(|open| matches!(open, Open::Artifact));
                let element = self.open.iter().any(|open| matches!(open, Open::Element(_)));
                if !artifact && !element {
                    return Some(format!("page {page}: {operator} is not marked"));
                }
            }
            _ => {}
        }
        None
    }

    fn begin(&mut self, operands: &[Object], content: &mut BTreeMap<MarkedContentId, String>) -> Option<String> {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let property = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        if tag == b"Artifact" {
            self.open.push(Open::Artifact);
        } else if let Some(identifier) = property(b"MCID").and_then(|identifier| identifier.as_i64().ok()) {
            let inside = self.open.iter().any(|open| matches!(open, Open::Element(_) | Open::Artifact));
            self.open.push(Open::Element(identifier));
            let twice = content.insert((self.page, identifier), String::new()).is_some();
            if twice || inside {
                return Some(format!("page {}: {identifier} is there twice, or in other content", self.page));
            }
        } else if let Some(text) = property(b"ActualText").and_then(|text| text.as_str().ok()) {
            let units: Vec<u16> = text
                .get(2..)
                .unwrap_or_default()
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            let shown = self.show(&String::from_utf16_lossy(&units), content);
            self.open.push(Open::Replaced);
            if shown.is_err() || !text.starts_with(&[0xfe, 0xff]) {
                return Some(format!("page {}: ActualText outside of content, or not UTF-16", self.page));
            }
        } else {
            self.open.push(Open::Other);
        }
        None
    }

    /// Adds text to the content at work. Fails where there is none.
    fn show(&mut self, text: &str, content: &mut BTreeMap<MarkedContentId, String>) -> Result<(), ()> {
        if self.open.iter().any(|open| matches!(open, Open::Replaced)) {
            return Ok(());
        }
        for open in self.open.iter().rev() {
            match open {
                Open::Element(identifier) => {
                    content.entry((self.page, *identifier)).or_default().push_str(text);
                    return Ok(());
                }
                Open::Artifact => {
                    self.artifacts.push_str(text);
                    return Ok(());
                }
                Open::Replaced | Open::Other => {}
            }
        }
        Err(())
    }

    fn decoded(&self, operands: &[Object]) -> String {
        let font = self.font.as_ref().and_then(|name| self.fonts.get(name)).expect("a font");
        let strings = operands.iter().flat_map(|operand| match operand {
            Object::Array(items) => items.as_slice(),
            other => std::slice::from_ref(other),
        });
        let codes = strings.filter_map(|item| item.as_str().ok()).flat_map(|bytes| bytes.chunks(2));
        codes.map(|code| font.get(&u16::from_be_bytes([code[0], code[1]])).map_or("\u{fffd}", String::as_str)).collect()
    }
}
