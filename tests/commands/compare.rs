//! `recension compare`, as scripts meet it.

use std::fs;

use super::bench::Bench;

#[test]
fn what_holds_no_text_is_not_compared() {
    let bench = Bench::new();
    bench.write("plain.txt", "One.\n");
    let write = |name: &str, bytes: &[u8]| fs::write(bench.path(name), bytes).expect("written");
    write("small", b"a\0b\xff\xfe");
    write("late", &[&b"A line of text.\n".repeat(2000)[..], b"\0"].concat());
    for name in ["small", "late"] {
        let run = bench.run(&["compare", "plain.txt", name]);
        assert_eq!(run.code, Some(2), "{name}: {}", run.out);
        assert!(run.err.contains(&format!("{name} is no text; only plain text files can be compared")), "{}", run.err);
    }
    let wide =
        |mark: &[u8], of: fn(u16) -> [u8; 2]| [mark.to_vec(), "Two.\n".encode_utf16().flat_map(of).collect()].concat();
    write("little", &wide(b"\xff\xfe", u16::to_le_bytes));
    write("big", &wide(b"\xfe\xff", u16::to_be_bytes));
    for name in ["little", "big"] {
        let run = bench.run(&["compare", "plain.txt", name]);
        assert!(run.code == Some(0) && run.out.contains("+ 1  Two."), "{name}: {}{}", run.out, run.err);
    }
}

#[test]
fn lines_that_only_end_in_another_way_are_no_change_but_a_patch() {
    let bench = Bench::new();
    bench.write("unix.txt", "One.\nTwo.\n");
    bench.write("dos.txt", "One.\r\nTwo.\r\n");
    let run = bench.run(&["compare", "unix.txt", "dos.txt"]);
    assert!(run.code == Some(1) && run.err.contains("The paragraphs are the same; the files differ"), "{}", run.err);
    let run = bench.run(&["compare", "unix.txt", "dos.txt", "--as", "patch"]);
    assert!(run.code == Some(0) && run.out.contains("+One.\r\n"), "{}{}", run.out, run.err);
    let run = bench.run(&["compare", "unix.txt", "unix.txt", "--as", "patch"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(1), "", ""));
}
