//! What is not shared cannot be handed to an export: it does not compile.

#[path = "unshared/shared.rs"]
mod shared;

#[test]
fn what_nobody_has_shared_is_refused_by_the_compiler() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/unshared/handed_to_an_export.rs");
    tests.compile_fail("tests/unshared/made_without_sharing.rs");
}

/// The same lines with a shared meeting are part of this test, and so they compile.
#[test]
fn the_same_is_written_of_what_is_shared() {
    shared::main();
    let handed = |source: &str| -> Vec<String> {
        source.lines().filter(|line| line.contains("let _ =")).map(str::to_owned).collect()
    };
    let [refused, taken] =
        [include_str!("unshared/handed_to_an_export.rs"), include_str!("unshared/shared.rs")].map(handed);
    assert_eq!(refused.len(), 5);
    assert_eq!(refused, taken);
}
