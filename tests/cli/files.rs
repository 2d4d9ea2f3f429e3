//! A file stays what it is to others, and what cannot be written is said.

use crate::workspace::Workspace;
use std::process::Stdio;

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_is_closed_is_no_success() {
    let workspace = Workspace::english();
    let shell = |script: &str| {
        let mut command = workspace.command(&[]);
        let program = command.get_program().to_owned();
        command = std::process::Command::new("sh");
        command.args(["-c", script]).arg(program).env("LC_ALL", "en").current_dir(workspace.folder.path());
        let output = command.stdin(Stdio::null()).output().expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for arguments in ["sets", "--help", "man", "new --set kommunalt-statsligt-samarbejde-2015 --select 1 -o -"] {
        let (code, errors) = shell(&format!("exec \"$0\" {arguments} <\"$0\" >&-"));
        assert_eq!(code, Some(1), "{arguments}: {errors}");
        assert!(errors.contains("standard output"), "{arguments}: {errors}");
        assert_eq!(shell(&format!("exec \"$0\" {arguments} >/dev/null")).0, Some(0), "{arguments}");
    }
    assert_eq!(shell("exec \"$0\" sets <>/dev/null >&0 2>&0").0, Some(0), "as a service is started");
}

#[test]
fn a_day_is_told_where_one_is() {
    let workspace = Workspace::english();
    workspace.run(&["new", "--select", "1", "-o", "m.bilag"]).succeeds();
    let told = |zone: &str| {
        let mut command = workspace.command(&["show", "m.bilag"]);
        let output = command.env_remove("SOURCE_DATE_EPOCH").env("TZ", zone).output().expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().find(|line| line.contains("— Secretary")).expect("a signature").trim().to_owned()
    };
    let mut annotate = workspace.command(&[
        "annotate",
        "m.bilag",
        "--at",
        "P1",
        "--kind",
        "comment",
        "--text",
        "x",
        "--author",
        "Secretary",
    ]);
    // Half an hour after midnight in Denmark.
    let annotated = annotate.env("SOURCE_DATE_EPOCH", "1795649460").status().expect("the program runs");
    assert!(annotated.success());
    assert_eq!(told("Europe/Copenhagen"), "— Secretary, 26\u{a0}November 2026");
    assert_eq!(told("UTC"), "— Secretary, 25\u{a0}November 2026");
}

#[cfg(target_os = "linux")]
mod rights {
    use super::Workspace;
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    use std::path::Path;

    /// A list of access control that lets user 33 read and write and shuts the group out (`user::rw-,user:33:rw-,group::---,mask::rw-,other::---`),
    /// as the kernel keeps it.
    fn access() -> Vec<u8> {
        let none = u32::MAX;
        let entries = [(1_u16, 6_u16, none), (2, 6, 33), (4, 0, none), (16, 6, none), (32, 0, none)];
        let mut bytes = 2_u32.to_le_bytes().to_vec();
        for (tag, rights, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(rights.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }

    fn attribute(path: &Path, name: &str) -> Option<Vec<u8>> {
        let mut room = vec![0; 4096];
        let length = getxattr(path, name, &mut room[..]).ok()?;
        room.truncate(length);
        Some(room)
    }

    const ACCESS: &str = "system.posix_acl_access";

    #[test]
    fn whoever_could_read_a_file_can_and_nobody_else() {
        let workspace = Workspace::english();
        workspace.run(&["new", "--select", "1", "-o", "m.bilag"]).succeeds();
        let path = workspace.path("m.bilag");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        // Another group only root can give.
        let group = chown(&path, None, Some(100)).is_ok();
        let listed = setxattr(&path, ACCESS, &access(), XattrFlags::empty()).is_ok();
        let noted = setxattr(&path, "user.note", b"husk", XattrFlags::empty()).is_ok();
        println!("another group: {group}, a list of access control: {listed}, an attribute: {noted}");
        let before = fs::metadata(&path).expect("it is there");
        let list = attribute(&path, ACCESS);
        workspace
            .run(&["annotate", "m.bilag", "--at", "P1", "--kind", "comment", "--private", "--text", "hemmeligt"])
            .succeeds();
        let after = fs::metadata(&path).expect("it is there");
        assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
        assert_eq!(attribute(&path, ACCESS), list);
        assert_eq!(attribute(&path, "user.note").is_some(), noted);
        assert!(String::from_utf8(workspace.get("m.bilag")).expect("text").contains("hemmeligt"));
    }

    #[test]
    fn another_name_of_a_file_goes_on_to_be_the_same_file() {
        let workspace = Workspace::english();
        workspace.run(&["new", "--select", "1", "-o", "m.bilag"]).succeeds();
        fs::hard_link(workspace.path("m.bilag"), workspace.path("other.bilag")).expect("linked");
        workspace.run(&["annotate", "m.bilag", "--at", "P1", "--kind", "comment", "--text", "x"]).succeeds();
        assert_eq!(workspace.get("other.bilag"), workspace.get("m.bilag"));
        let left = fs::read_dir(workspace.folder.path()).expect("a folder").filter_map(Result::ok);
        let litter: Vec<_> =
            left.map(|entry| entry.file_name()).filter(|name| name.to_string_lossy().starts_with('.')).collect();
        assert!(litter.is_empty(), "{litter:?}");
    }
}
