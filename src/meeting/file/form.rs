//! How a meeting's JSON is laid out: a line for each value, but a pen stroke's points and an area's corners on one.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// The fields whose lists are written on one line.
const ON_ONE_LINE: [&str; 2] = ["points", "quads"];

/// A value as JSON that people can read and compare line by line.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Strings, numbers and lists: nothing in a meeting can fail to become JSON, and a vector takes all of it.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Form::default()));
    String::from_utf8(bytes).unwrap_or_default()
}

/// Serde's own layout, and its compact one within a list that stays on one line.
#[derive(Default)]
struct Form {
    pretty: PrettyFormatter<'static>,
    in_key: bool,
    /// Whether the field that was named last is written on one line.
    named: bool,
    /// How many lists deep it is within such a one.
    depth: usize,
}

impl Formatter for Form {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if !self.named {
            return self.pretty.begin_array(writer);
        }
        self.depth += 1;
        CompactFormatter.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.depth == 0 {
            return self.pretty.end_array(writer);
        }
        self.depth -= 1;
        self.named = self.depth > 0;
        CompactFormatter.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        match self.depth {
            0 => self.pretty.begin_array_value(writer, first),
            _ => CompactFormatter.begin_array_value(writer, first),
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.depth {
            0 => self.pretty.end_array_value(writer),
            _ => CompactFormatter.end_array_value(writer),
        }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        self.pretty.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.in_key = false;
        self.pretty.end_object_key(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key {
            self.named = ON_ONE_LINE.contains(&fragment);
        }
        writer.write_all(fragment.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_points_of_a_stroke_stand_on_one_line_and_all_else_on_lines_of_their_own() {
        let value = json!({ "a": [1, [2]], "b": { "points": [[1, 2], [-3, 4]], "z": ["points", []] }, "points": [] });
        let text = pretty(&value);
        let expected = r#"{
  "a": [
    1,
    [
      2
    ]
  ],
  "b": {
    "points": [[1,2],[-3,4]],
    "z": [
      "points",
      []
    ]
  },
  "points": []
}"#;
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }
}
