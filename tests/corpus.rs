//! Every reader of bytes from outside, over the fuzzer's corpus: seeds, and what once went wrong.
//!
//! `fuzz/README.md` tells how the corpus grows.

#![allow(clippy::expect_used, reason = "a promise that is broken is a failure")]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// No file of the corpus may take longer to read, on a machine that has much else to do.
const LONGEST: Duration = Duration::from_mins(1);

#[test]
fn nothing_in_the_corpus_breaks_a_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in targets::TARGETS {
        let entries = fs::read_dir(corpus.join(name)).expect("a corpus");
        let mut count = 0;
        for entry in entries {
            let path = entry.expect("an entry").path();
            let bytes = fs::read(&path).expect("a file");
            let began = Instant::now();
            target(&bytes);
            // A file that is cut short is one that somebody has, too.
            target(&bytes[..bytes.len() / 2]);
            assert!(began.elapsed() < LONGEST, "{}: {:?}", path.display(), began.elapsed());
            count += 1;
        }
        assert!(count > 0, "{name} has seeds");
    }
}
