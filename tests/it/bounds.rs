//! What every input may cost, and what happens past its limits: the table in the docs of the crate.

use std::thread::Builder;

use allocation_counter::measure;
use realtalk::platforms::{self, Platform};
use realtalk::{
    Account, Error, Format, Lexicon, Mark, Network, Post, Quality, Reading, Scorer, Thread, Timestamp, Weights,
};

/// Runs on a stack that a call for each level of a deep input would leave at once.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = Builder::new().stack_size(512 << 10).spawn(run).expect("a thread");
    thread.join().expect("nothing recurses on its input")
}

/// Most bytes of the heap that were held at once, for each byte of input.
fn bytes_each(input: usize, run: impl FnOnce()) -> f64 {
    measure(run).bytes_max as f64 / input as f64
}

/// Every character a token, every word a contribution: the costliest texts there are.
fn costly() -> Vec<String> {
    ["a ", "!?", "@a ", "1 ", "😂", "\"a", "free ", "click here ", "I ", "&gt;", "日", "e\u{301} "]
        .map(|piece| piece.repeat((1 << 14) / piece.len()))
        .to_vec()
}

#[test]
fn a_text_takes_what_the_docs_say() {
    let scorer = Scorer::default();
    // Pages of the table of letters are filled when a text first opens them.
    for text in costly() {
        let _ = scorer.score_text(&text);
    }
    let (mut reading, mut report) = (0.0_f64, 0.0_f64);
    for text in costly() {
        assert_eq!(measure(|| _ = scorer.score_text(&text)).bytes_max, 0, "{}", &text[..4]);
        reading = reading.max(bytes_each(text.len(), || drop(Reading::new(&text))));
        let post = Post::new("1", "ana", text.as_str());
        report = report.max(bytes_each(text.len(), || drop(scorer.explain(&post))));
    }
    println!("a reading takes {reading:.0} bytes a byte, a report {report:.0}");
    assert!(reading <= 32.0, "{reading} bytes a byte");
    assert!(report <= 128.0, "{report} bytes a byte");
}

/// 64 KiB were once looked through for each element that nobody closes.
#[test]
fn elements_left_open_take_no_longer() {
    let scorer = Scorer::default();
    for piece in
        ["<blockquote>", "<q>a", "<code>", "<pre>x", "<div><blockquote><b>", "<aside></q>", "<q><blockquote></Q >"]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        let post = Post::new("1", "ana", text).written_in(Format::Html);
        let start = std::time::Instant::now();
        let _ = scorer.score(&post);
        // A fraction of a second; it was minutes.
        assert!(start.elapsed().as_secs() < 20, "{piece}");
    }
}

#[test]
fn a_text_is_read_up_to_sixteen_mebibytes() {
    const LONGEST: usize = 16 << 20;
    let scorer = Scorer::default();
    let scores = |text: &str| scorer.score_text(text).spam_risk;
    let mut text = "so ".repeat(LONGEST / 3 + 1);
    text.truncate(LONGEST);
    let before = scores(&text);
    text.push_str(" click here for free followers http://win.example.com");
    assert_eq!(scores(&text), before);
    // A character that lies across the end is not read either.
    text.truncate(LONGEST - 1);
    text.push_str("é!");
    assert_eq!(scores(&text).score, before.score);
}

#[test]
fn nothing_recurses_on_its_input() {
    on_a_small_stack(|| {
        let (scorer, n) = (Scorer::default(), 1_000_000);
        for (format, piece) in [
            (Format::Plain, "> "),
            (Format::Plain, "(\"“«"),
            (Format::Html, "<div><blockquote><b>"),
            (Format::Html, "&amp;amp;"),
            (Format::Markdown, "[![`*_"),
            (Format::Markdown, "> - "),
        ] {
            let post = Post::new("1", "ana", piece.repeat(n / piece.len())).written_in(format);
            assert_eq!(scorer.explain(&post).scores(), &scorer.score(&post));
        }
        let chain = |n: usize| {
            (0..n).map(|i| {
                let post = Post::new(i.to_string(), ["ana", "ben"][i % 2], "");
                if i > 0 { post.answering((i - 1).to_string(), None) } else { post }
            })
        };
        let thread = Thread::new(chain(n).collect()).expect("a chain");
        assert_eq!(thread.shape().depth, n as u64 - 1);
        let mut posts: Vec<Post<'_>> = chain(n).collect();
        posts[0] = core::mem::take(&mut posts[0]).answering((n - 1).to_string(), None);
        assert!(matches!(Thread::new(posts), Err(Error::ReplyLoop { ids }) if ids.len() == n));
        let mut network = Network::new();
        let scores = scorer.score_text("so?");
        for post in chain(100_000) {
            network.observe(&post, &scores);
        }
        assert_eq!(network.profile("ana").map(|ana| ana.ties[0].to), Some(49_999));
        let deep = "[".repeat(1_000_000);
        assert!(Platform::ALL.iter().all(|platform| platforms::read_as(*platform, &deep).is_err()));
        let unknown = format!(r#"{{"text": "a", "unknown": {deep}"#);
        assert!(serde_json::from_str::<Post<'_>>(&unknown).is_err());
    });
}

#[test]
fn the_largest_counts_and_times_do_not_overflow() -> Result<(), Error> {
    let scorer = Scorer::default();
    let ends = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX].map(Timestamp::from_millis);
    let (mut posts, mut network) = (Vec::new(), Network::new());
    for (n, time) in ends.into_iter().enumerate() {
        let mut post = Post::new(n.to_string(), ["ana", "ben"][n % 2], "@ben did the kiln survive the night?").at(time);
        post.edited_at = Some(ends[ends.len() - 1 - n]);
        let most = Some(u64::MAX - n as u64);
        (post.counts.likes, post.counts.views, post.counts.replies, post.counts.reposts) = (most, most, most, most);
        (post.counts.blocks, post.counts.mutes, post.counts.reports, post.counts.quotes) = (most, most, most, most);
        if n > 0 {
            post = post.answering((n - 1).to_string(), None);
        }
        network.observe(&post, &scorer.score(&post));
        posts.push(post);
    }
    let profile = network.profile("ana").expect("she wrote");
    for moment in ends {
        let profile = network.profile_at("ana", moment).expect("she wrote");
        assert!(profile.seconds_per_day.is_finite() && profile.tie_strength.score.get() <= 1.0);
        assert!(!profile.to_string().is_empty());
    }
    let mut account = Account::default();
    for (count, made) in [(u64::MAX, ends[0]), (u64::MAX, ends[6]), (0, ends[3])] {
        (account.followers, account.following, account.posts) = (Some(count), Some(u64::MAX - count), Some(count));
        account.created_at = Some(made);
        let rating = scorer.score_account(&account, Some(&profile));
        assert!((0.0..=1.0).contains(&rating.score.get()));
    }
    let shape = Thread::new(posts)?.shape();
    assert!(shape.latency_median_seconds.is_none_or(f64::is_finite));
    assert!(Network::from_bytes(&network.to_bytes())? == network);
    Ok(())
}

#[test]
fn a_thread_takes_what_the_docs_say() -> Result<(), Error> {
    // A power of two, at which growing vectors are full.
    let n = 1 << 14;
    let posts: Vec<Post<'_>> = (0..n)
        .map(|i: usize| Post::new(i.to_string(), "ana", "so?").answering((i / 2).max(1).to_string(), None))
        .map(|post| if post.id == "1" { Post::new("1", "ana", "so?") } else { post })
        .collect();
    let mut thread = None;
    let memory = measure(|| thread = Some(Thread::new(posts)));
    let each = memory.bytes_max as f64 / n as f64;
    println!("a thread takes {each:.0} bytes a post besides the posts");
    assert!(each <= 128.0, "{each} bytes a post");
    thread.expect("a thread")?;
    Ok(())
}

#[test]
fn weights_from_anywhere_take_no_more_than_weights() {
    let all = serde_json::to_string(&Weights::default()).expect("weights");
    let read = |text: &str| {
        let mut found = Ok(());
        let memory = measure(|| found = serde_json::from_str::<Weights>(text).map(drop).map_err(|e| e.to_string()));
        assert!(memory.bytes_max <= 64 << 10, "{} bytes for {}", memory.bytes_max, text.len());
        found
    };
    assert_eq!(read(&all), Ok(()));
    // A million times the same weight is one weight; a million unknown ones are refused at the first.
    let many = |name: &str| {
        let row = format!("\"{name}\":1,").repeat(1_000_000);
        let table = format!("{{\"prior\":0,\"weights\":{{{}}}}}", row.trim_end_matches(','));
        format!("{{\"passion\":{table}}}")
    };
    assert!(read(&many("link")).unwrap_err().starts_with("missing field `authenticity`"));
    assert!(read(&many("linkk")).unwrap_err().contains("linkk"));
    let huge = all.replacen("\"prior\":", "\"prior\":1e300,\"was\":", 1);
    assert!(read(&huge).unwrap_err().contains("unknown field `was`"));
    for wrong in ["20.1", "-20.1", "1e300"] {
        let from = all.find("\"prior\":").expect("a prior") + 8;
        let to = from + all[from..].find([',', '}']).expect("its end");
        let told = read(&format!("{}{wrong}{}", &all[..from], &all[to..])).unwrap_err();
        assert!(told.contains("wanted a finite number within 20 of zero"), "{told}");
    }
    assert!(Weights::default().with(Quality::Passion, Mark::Joy, f64::NAN).is_err());
}

#[test]
fn a_lexicon_takes_what_the_docs_say() {
    let different = (0..1 << 13).fold(String::new(), |table, n| table + &format!("w{n}x\tjoy\t3\tbecause\n"));
    // The marks of a word lie together, so that words which take turns are moved each time.
    let turns = "a\tjoy\t3\twhy\nb\tjoy\t3\twhy\n".repeat(1 << 12);
    for (table, most) in [(different, 16.0), (turns, 128.0)] {
        let mut lexicon = Lexicon::empty();
        let each = bytes_each(table.len(), || lexicon.add(&table).expect("a table"));
        println!("a lexicon takes {each:.1} bytes a byte of its table");
        assert!(each <= most, "{each} bytes a byte");
        assert!(lexicon.find("a").count() <= 255);
    }
    let refused = |table: &str| Lexicon::empty().add(table).expect_err("no table").to_string();
    assert!(refused("a b c d e f g\tjoy\t3\twhy").contains("line 1"), "phrases have six words at most");
    assert!(refused("a\tjoy\t3\twhy\nb\tjoy\t999999999999\twhy").contains("line 2"));
    // A word past 96 folded bytes is found in no table.
    let mut lexicon = Lexicon::empty();
    lexicon.add(&format!("{}\tjoy\t3\twhy", "a".repeat(95))).expect("a long word");
    assert_eq!(lexicon.find(&"a".repeat(95)).count(), 1);
    assert_eq!(lexicon.find(&"a".repeat(1 << 20)).count(), 0);
}
