//! What every target shares: bytes laid down as a dump and opened as the program opens it, held to what is promised.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    fs,
    path::{Path, PathBuf},
    process,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use recension::{
    model::{Article, Problem},
    source::{Archive, Cancel, Format, Options, Sink, open},
};

/// Nothing that fits into a fuzzer's input may take longer, in time of a processor: the machine may be busy otherwise.
const LONGEST: Duration = Duration::from_secs(1);

/// Bytes that may be asked for at once: what is held whole, doubled when it grows.
const AT_ONCE: usize = 600 << 20;

/// Bytes that may be held at a time.
const HELD: usize = 1200 << 20;

/// The allocator of the system, that ends the program where a reader asks for too much.
struct Bounded(AtomicUsize);

#[global_allocator]
static ALLOCATOR: Bounded = Bounded(AtomicUsize::new(0));

impl Bounded {
    fn take(&self, size: usize) {
        if size > AT_ONCE || self.0.fetch_add(size, Ordering::Relaxed) + size > HELD {
            eprintln!("too much memory: {size} bytes, {} are held", self.0.load(Ordering::Relaxed));
            process::abort();
        }
    }
}

// SAFETY: it only counts; what it gives and takes is the system's.
unsafe impl GlobalAlloc for Bounded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        self.take(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        self.take(size);
        self.0.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(old, layout, size) }
    }

    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        self.0.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(old, layout) }
    }
}

/// Where dumps are laid down: in memory, where there is such a place.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let shared = Path::new("/dev/shm");
        let base = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
        let folder = base.join(format!("recension-fuzz-{}", process::id()));
        fs::create_dir_all(folder.join("dump")).expect("a folder");
        folder
    })
}

/// The format that the variable `FORMAT` names; none where it is not set.
#[allow(dead_code)]
pub(crate) fn format() -> Option<&'static dyn Format> {
    static FOUND: OnceLock<Option<&'static dyn Format>> = OnceLock::new();
    *FOUND.get_or_init(|| {
        let name = std::env::var("FORMAT").ok().filter(|name| !name.is_empty())?;
        Some(recension::source::format(&name).expect("a format of this name"))
    })
}

/// The time that all threads of the program have had of a processor.
fn spent() -> Duration {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = told.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split(' ').skip(12).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

#[derive(Default)]
struct Held(Mutex<(usize, usize)>);

impl Sink for Held {
    fn article(&self, article: Article) {
        let paragraphs = || article.revisions.iter().flat_map(|r| &r.paragraphs);
        assert!(paragraphs().all(|p| !p.contains('\n')), "a paragraph holds a line feed");
        let ends = |r: &recension::model::Revision| r.holes.iter().all(|hole| *hole <= r.paragraphs.len());
        assert!(article.revisions.iter().all(ends), "a hole lies behind the end");
        let mut numbers: Vec<u32> = article.revisions.iter().map(|r| r.number).collect();
        numbers.sort_unstable();
        assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]), "a number stands twice");
        assert!(!article.id.as_str().is_empty(), "an article without an id");
        self.0.lock().expect("no panic").0 += 1;
    }

    fn problem(&self, problem: Problem) {
        assert!(!problem.reason.is_empty(), "a problem that says nothing");
        self.0.lock().expect("no panic").1 += 1;
    }
}

/// Opens what lies at a path; by sniffing where no format is given.
pub(crate) fn read(path: &Path, from: Option<&'static dyn Format>) {
    let (before, begun) = (spent(), Instant::now());
    let options = Options { from, threads: 1, ..Options::default() };
    open(&Archive::Paths(vec![path.to_owned()]), &options, &Held::default(), &Cancel::default());
    if begun.elapsed() > LONGEST {
        let took = spent().saturating_sub(before);
        assert!(took < LONGEST, "it took {took:?}");
    }
}
