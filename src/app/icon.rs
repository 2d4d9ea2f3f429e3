//! Icons: Material Symbols (Apache-2.0), one colour each, that of the text beside them.

use egui::{Color32, Image, ImageSource, Ui, Vec2, vec2};

macro_rules! icons {
    ($($name:ident = $file:literal),* $(,)?) => {
        /// An icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Icon { $($name),* }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Icon] = &[$(Icon::$name),*];

            fn source(self) -> ImageSource<'static> {
                match self {
                    $(Icon::$name => ImageSource::Bytes {
                        uri: concat!("bytes://icon/", $file, ".svg").into(),
                        bytes: egui::load::Bytes::Static(include_bytes!(concat!("../../assets/icons/", $file, ".svg"))),
                    }),*
                }
            }
        }
    };
}

icons! {
    Action = "flag",
    Agenda = "format-list-numbered",
    Annotate = "edit",
    Black = "screen-filled",
    Check = "check",
    Close = "close",
    Comment = "chat",
    Copy = "copy",
    Decision = "success",
    Delete = "delete",
    Drag = "drag-handle",
    Drawings = "draw",
    Eraser = "ink-eraser",
    Error = "error",
    Export = "file-pdf",
    First = "first-page",
    Fold = "chevron-up",
    Folder = "folder",
    Freeze = "pause",
    Fullscreen = "fullscreen",
    GoTo = "subdirectory-arrow-right",
    Handout = "document",
    Help = "help",
    Hide = "visibility-off",
    Highlight = "format-underlined",
    Home = "home",
    Info = "info",
    Laser = "adjust",
    Last = "last-page",
    Menu = "menu",
    More = "plus",
    New = "add-document",
    Next = "chevron-right",
    Open = "folder-open",
    Overview = "apps",
    Person = "person",
    Present = "desktop",
    Previous = "chevron-left",
    Print = "print",
    Private = "lock",
    Question = "help",
    Redo = "redo",
    Reply = "reply",
    Review = "forum",
    Save = "save",
    Search = "search",
    Select = "list-check",
    Settings = "settings",
    Shared = "persons",
    Spotlight = "tonality",
    Start = "play",
    Swap = "sync",
    TextSize = "format-size",
    Thumbnails = "format-list-numbered",
    Time = "time",
    TwoUp = "view-split",
    Undo = "undo",
    Unfold = "chevron-down",
    Warning = "warning",
    White = "screen-empty",
    ZoomIn = "zoom-in",
    ZoomOut = "zoom-out",
}

impl Icon {
    /// The icon in this colour and size, to be put into buttons and lines.
    pub fn image(self, size: f32, color: Color32) -> Image<'static> {
        Image::new(self.source()).fit_to_exact_size(Vec2::splat(size)).tint(color).alt_text("")
    }

    /// Draws the icon amid text.
    pub fn show(self, ui: &mut Ui, size: f32, color: Color32) {
        let (rect, _) = ui.allocate_exact_size(vec2(size, size), egui::Sense::hover());
        self.image(size, color).paint_at(ui, rect);
    }
}
