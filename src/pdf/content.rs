//! Content streams (ISO 32000-1, 7.8): each page as `printpdf` operations, and those as bytes.
//!
//! Every line of text is marked content (14.6) of a structure element, everything else is an artifact (14.8.2.2). Pages
//! are drawn in parts, so that no more than a few of them are in memory as operations.

use super::fonts::Fonts;
use super::object::utf16;
use super::sent::digest;
use crate::typeset::page::{Area, Color, Layout, Line, Mark, Owner, Page, Run};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, Stream};
use printpdf::{
    Color as PdfColor, DictItem, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, Rgb,
    TextMatrix,
};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::num::NonZero;
use std::sync::Arc;

/// How many pages are operations at one time on one thread.
const PAGES_AT_A_TIME: usize = 8;
/// zlib's level: 9 is a third slower and saves one part in a hundred.
const LEVEL: u32 = 6;

/// The name of the picture among a page's resources: there is only one, the logo.
pub const PICTURE: &str = "Logo";

/// A page drawn.
pub struct PageContent {
    /// Its content stream.
    pub stream: Stream,
    /// The digest of what that unpacks to.
    pub digest: String,
    /// The element of each piece of marked content, by its identifier.
    pub elements: Vec<usize>,
}

/// Draws every page, on as many threads as there are processors.
pub fn draw(layout: &Layout, fonts: &Fonts) -> Result<Vec<PageContent>, std::io::Error> {
    let parts: Vec<&[Arc<Page>]> = layout.pages.chunks(PAGES_AT_A_TIME).collect();
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let shares: Vec<&[&[Arc<Page>]]> = parts.chunks(parts.len().div_ceil(processors).max(1)).collect();
    let drawn: Vec<Result<Vec<PageContent>, std::io::Error>> = std::thread::scope(|scope| {
        let draw = |share: &[&[Arc<Page>]]| {
            let mut drawn = Vec::new();
            for pages in share {
                drawn.extend(draw_part(pages, fonts)?);
            }
            Ok(drawn)
        };
        let threads: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || draw(share))).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().map(join).collect()
    });
    let mut all = Vec::with_capacity(layout.pages.len());
    for drawn in drawn {
        all.extend(drawn?);
    }
    Ok(all)
}

fn draw_part(pages: &[Arc<Page>], fonts: &Fonts) -> Result<Vec<PageContent>, std::io::Error> {
    let mut elements = Vec::with_capacity(pages.len());
    let pages: Vec<PdfPage> = pages
        .iter()
        .map(|page| {
            let mut pen = Pen::new(page.height, fonts);
            for mark in &page.marks {
                pen.mark(mark);
            }
            pen.end();
            elements.push(pen.elements);
            PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), pen.ops)
        })
        .collect();
    let mut document = PdfDocument::new("");
    document.with_pages(pages);
    // Text is shown by operators of our own making, which `printpdf` calls unknown.
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut written = document.to_lopdf_document(&options, &mut Vec::new());
    drop(document);
    let ids: Vec<lopdf::ObjectId> = written.page_iter().collect();
    let mut drawn = Vec::with_capacity(ids.len());
    for (id, elements) in ids.into_iter().zip(elements) {
        let content = written.get_dictionary(id).and_then(|page| page.get(b"Contents")).and_then(Object::as_reference);
        let stream = content.ok().and_then(|id| written.objects.remove(&id));
        let content = match stream {
            Some(Object::Stream(stream)) => stream.content,
            _ => Vec::new(),
        };
        let stream = compressed(lopdf::Dictionary::new(), &content)?;
        drawn.push(PageContent { stream, digest: digest(&content), elements });
    }
    Ok(drawn)
}

/// A stream compressed with `FlateDecode` (7.4.4).
///
/// Its data do not end in a carriage return: with the line feed before `endstream` that would read as one end of line,
/// and `Length` as wrong (ISO 19005-3, 6.1.7.1). A byte after the end of what is compressed is passed over.
pub fn compressed(mut dictionary: lopdf::Dictionary, content: &[u8]) -> Result<Stream, std::io::Error> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 3), Compression::new(LEVEL));
    encoder.write_all(content)?;
    dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    let mut data = encoder.finish()?;
    if data.ends_with(b"\r") {
        data.push(0);
    }
    Ok(Stream::new(dictionary, data).with_compression(false))
}

/// What the marked content at work belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Element(usize),
    Head,
    Foot,
    Layout,
}

/// Draws one page.
struct Pen<'a> {
    height: f32,
    fonts: &'a Fonts,
    ops: Vec<Op>,
    elements: Vec<usize>,
    open: Open,
    fill: Option<Color>,
    stroke: Option<(Color, f32, Option<[f32; 2]>)>,
    font: Option<(usize, f32)>,
}

impl Pen<'_> {
    fn new(height: f32, fonts: &Fonts) -> Pen<'_> {
        Pen {
            height,
            fonts,
            ops: Vec::new(),
            elements: Vec::new(),
            open: Open::Nothing,
            fill: None,
            stroke: None,
            font: None,
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { line, x, y, owner } => self.line(line, *x, *y, *owner),
            Mark::Picture { area, element, .. } => {
                self.open(Open::Element(*element));
                let Area { x, y, width, height } = *area;
                let matrix = [width, 0.0, 0.0, height, x, self.height - y - height];
                self.operator("q", Vec::new());
                self.operator("cm", matrix.map(|value| DictItem::Real(hundredth(value))).to_vec());
                self.operator("Do", vec![DictItem::Name(PICTURE.as_bytes().to_vec())]);
                self.operator("Q", Vec::new());
            }
            Mark::Fill { area, color } => {
                self.open(Open::Layout);
                self.fill(*color);
                self.ops.push(Op::DrawRectangle {
                    rectangle: Rect {
                        x: Pt(hundredth(area.x)),
                        y: Pt(hundredth(self.height - area.y - area.height)),
                        width: Pt(hundredth(area.width)),
                        height: Pt(hundredth(area.height)),
                        mode: Some(PaintMode::Fill),
                        winding_order: None,
                    },
                });
            }
            Mark::Stroke { from, to, width, color, dash } => {
                self.open(Open::Layout);
                self.stroke(*color, *width, *dash);
                let point = |[x, y]: [f32; 2]| [hundredth(x), hundredth(self.height - y)];
                let (from, to) = (point(*from), point(*to));
                self.operator("m", from.map(DictItem::Real).to_vec());
                self.operator("l", to.map(DictItem::Real).to_vec());
                self.operator("S", Vec::new());
            }
        }
    }

    fn operator(&mut self, key: &str, value: Vec<DictItem>) {
        self.ops.push(Op::Unknown { key: key.to_owned(), value });
    }

    fn fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    fn stroke(&mut self, color: Color, width: f32, dash: Option<[f32; 2]>) {
        let before = self.stroke.replace((color, width, dash));
        if before.is_none_or(|before| before.0 != color) {
            self.ops.push(Op::SetOutlineColor { col: rgb(color) });
        }
        if before.is_none_or(|before| (before.1 - width).abs() > 0.001) {
            self.operator("w", vec![DictItem::Real(hundredth(width))]);
        }
        if before.map_or(dash.is_some(), |before| before.2 != dash) {
            let lengths = dash.map_or(Vec::new(), |dash| dash.map(|length| DictItem::Real(hundredth(length))).to_vec());
            self.operator("d", vec![DictItem::Array(lengths), DictItem::Int(0)]);
        }
    }

    /// Ends the marked content at work, if it is another than this, and begins this.
    fn open(&mut self, open: Open) {
        if self.open == open {
            return;
        }
        self.end();
        self.open = open;
        let item = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let (tag, properties) = match open {
            Open::Nothing => return,
            Open::Element(element) => {
                let identifier = i64::try_from(self.elements.len()).unwrap_or(i64::MAX);
                self.elements.push(element);
                ("Span", vec![("MCID", DictItem::Int(identifier))])
            }
            Open::Layout => ("Artifact", vec![("Type", item("Layout"))]),
            Open::Head => ("Artifact", vec![("Type", item("Pagination")), ("Subtype", item("Header"))]),
            Open::Foot => ("Artifact", vec![("Type", item("Pagination")), ("Subtype", item("Footer"))]),
        };
        self.begin(tag, properties);
    }

    fn begin(&mut self, tag: &str, properties: Vec<(&str, DictItem)>) {
        let map: BTreeMap<String, DictItem> =
            properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } });
    }

    fn end(&mut self) {
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
            self.open = Open::Nothing;
        }
    }

    fn line(&mut self, line: &Line, x: f32, y: f32, owner: Owner) {
        let mut glyphs = line.glyphs().peekable();
        for run in &line.runs {
            self.open(match owner {
                Owner::Element(element) => Open::Element(element + usize::from(run.inline)),
                Owner::Head => Open::Head,
                Owner::Foot => Open::Foot,
            });
            let of_run = std::iter::from_fn(|| glyphs.next_if(|(other, ..)| std::ptr::eq(*other, run)));
            self.run(run, of_run.map(|(_, glyph, text)| (*glyph, text)), [x, y]);
        }
    }

    fn run<'t>(
        &mut self,
        run: &Run,
        glyphs: impl Iterator<Item = (crate::typeset::page::Glyph, &'t str)>,
        [x, y]: [f32; 2],
    ) {
        let fonts = self.fonts;
        let Some(subset) = fonts.subset(run.face) else { return };
        self.fill(run.color);
        self.ops.push(Op::StartTextSection);
        if self.font.replace((run.face as usize, run.size)) != Some((run.face as usize, run.size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(subset.id.clone()), size: Pt(run.size) });
        }
        let thousandth = run.size / 1000.0;
        let mut show = Show::default();
        for (glyph, text) in glyphs {
            let actual = match run.actual {
                Some(_) => Some(text),
                None if !text.is_empty() && text != subset.text(glyph.id) => Some(text),
                None => None,
            };
            let place = [x + glyph.x, self.height - y + glyph.rise];
            if actual.is_some() || show.is_off(place, thousandth) {
                self.show(&mut show);
            }
            if let Some(actual) = actual {
                self.begin("Span", vec![("ActualText", text_item(actual))]);
            }
            if show.start.is_none() {
                show.begin(place);
            }
            show.glyph(subset.glyph(glyph.id), run.face.advance(glyph.id), place[0], thousandth);
            if actual.is_some() {
                self.show(&mut show);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.show(&mut show);
        self.ops.push(Op::EndTextSection);
    }

    /// Writes what was gathered as one `Tm` and one `TJ` (9.4).
    fn show(&mut self, show: &mut Show) {
        let Some([x, y]) = show.start.take() else { return };
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        let mut items = std::mem::take(&mut show.items);
        items.push(literal(std::mem::take(&mut show.codes)));
        self.operator("TJ", vec![DictItem::Array(items)]);
    }
}

/// Glyphs that follow one another on a base line.
#[derive(Default)]
struct Show {
    /// Where the first one stands.
    start: Option<[f32; 2]>,
    /// Where the viewer's pen is, from there.
    pen: f32,
    /// What comes before the codes.
    items: Vec<DictItem>,
    /// Codes that no adjustment parts.
    codes: Vec<u8>,
}

impl Show {
    fn begin(&mut self, [x, y]: [f32; 2]) {
        self.start = Some([hundredth(x), hundredth(y)]);
        self.pen = 0.0;
    }

    /// Whether a glyph cannot follow: it stands on another height.
    fn is_off(&self, [_, y]: [f32; 2], thousandth: f32) -> bool {
        self.start.is_some_and(|start| (start[1] - y).abs() > 8.0 * thousandth.max(0.001))
    }

    /// Adds a glyph at `x`. The viewer moves by the width that the font dictionary has (`advance`, in thousandths of the
    /// size), so what kerning and justification add to it is an adjustment, in the same unit and whole.
    fn glyph(&mut self, code: u16, advance: f32, x: f32, thousandth: f32) {
        let Some([start, _]) = self.start else { return };
        let adjustment = ((self.pen - (x - start)) / thousandth).round();
        if adjustment.abs() >= 1.0 {
            if !self.codes.is_empty() {
                self.items.push(literal(std::mem::take(&mut self.codes)));
            }
            #[allow(clippy::cast_possible_truncation)]
            self.items.push(DictItem::Int(adjustment as i64));
            self.pen -= adjustment * thousandth;
        }
        self.codes.extend(code.to_be_bytes());
        self.pen += advance.trunc() * thousandth;
    }
}

fn literal(data: Vec<u8>) -> DictItem {
    DictItem::String { data, literal: true }
}

fn text_item(words: &str) -> DictItem {
    literal(utf16(words))
}

fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn rgb([r, g, b]: Color) -> PdfColor {
    let channel = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    PdfColor::Rgb(Rgb { r: channel(r), g: channel(g), b: channel(b), icc_profile: None })
}
