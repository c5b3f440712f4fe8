//! Threads: what is refused, and measures against a plain recount.

use proptest::prelude::*;
use realtalk::{Error, LiveThread, Post, Scorer, Thread, Timestamp};

pub(crate) fn post(id: &str, author: &str, parent: Option<&str>) -> Post<'static> {
    let post = Post::new(id.to_owned(), author.to_owned(), "so?");
    match parent {
        Some(parent) => post.answering(parent.to_owned(), None),
        None => post,
    }
}

#[test]
fn loops_and_twins_are_refused_by_name() {
    let error =
        Thread::new(vec![post("a", "x", Some("c")), post("b", "x", Some("a")), post("c", "y", Some("b"))]).unwrap_err();
    assert_eq!(error.to_string(), "posts answer each other in a loop: a -> c -> b");
    let error = Thread::new(vec![post("a", "x", Some("a"))]).unwrap_err();
    assert_eq!(error, Error::ReplyLoop { ids: vec!["a".into()] });
    let error = Thread::new(vec![post("a", "x", None), post("a", "y", None)]).unwrap_err();
    assert_eq!(error.to_string(), "post id \"a\" occurs twice, wanted unique ids");
}

#[test]
fn missing_and_several_parents_are_fine() -> Result<(), Error> {
    let mut joined = post("c", "x", Some("gone"));
    joined.also_reply_to.push("b".into());
    let thread = Thread::new(vec![post("b", "y", Some("nowhere")), joined])?;
    assert_eq!((thread.parent(0), thread.parent(1)), (None, Some(0)));
    Ok(())
}

#[test]
fn a_million_posts_in_a_chain_are_measured() -> Result<(), Error> {
    let n = 1_000_000;
    let posts = (0..n).map(|i| {
        let post = Post::new(i.to_string(), if i % 2 == 0 { "ana" } else { "ben" }, "");
        if i > 0 { post.answering((i - 1).to_string(), None) } else { post }
    });
    let shape = Thread::new(posts.collect())?.shape();
    assert_eq!((shape.depth, shape.width, shape.h_index), (n - 1, 1, 1));
    assert!((shape.structural_virality.unwrap_or(0.0) - (n as f64 + 1.0) / 3.0).abs() < 1e-3);
    assert_eq!(shape.return_rate, Some(1.0));
    Ok(())
}

#[test]
fn a_million_posts_in_a_star_and_at_random_are_measured() -> Result<(), Error> {
    let n = 1_000_000_u64;
    let mut state = 1_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let mut thread = |star: bool| {
        let posts = (0..n).map(|i| {
            let post = Post::new(i.to_string(), format!("p{}", draw(100_000)), "");
            let parent = if star { 0 } else { draw(i) };
            if i > 0 { post.answering(parent.to_string(), None) } else { post }
        });
        Thread::new(posts.collect())
    };
    let star = thread(true)?.shape();
    assert_eq!((star.depth, star.width, star.h_index), (1, n - 1, 1));
    // Two steps between leaves, one to the middle.
    assert!((star.structural_virality.unwrap_or(0.0) - 2.0 * (1.0 - 1.0 / n as f64)).abs() < 1e-9);
    let random = thread(false)?;
    let shape = random.shape();
    assert!((30..100).contains(&shape.depth), "{}", shape.depth);
    assert!((99_900..=100_000).contains(&shape.authors), "{}", shape.authors);
    assert!(shape.neighbourhood_overlap.is_some_and(|share| share < 0.01), "chance brings few together");
    assert_eq!(random.patterns().answering.some, 1.0 - 1.0 / n as f64);
    Ok(())
}

#[test]
fn a_conversation_has_the_shape_a_person_sees() -> Result<(), Box<dyn std::error::Error>> {
    let at = |post: Post<'static>, minute: i64| post.at(Timestamp::from_seconds(minute * 60));
    let thread = Thread::new(vec![
        at(post("1", "ana", None), 0),
        at(post("2", "ben", Some("1")), 5),
        at(post("3", "ana", Some("2")), 7),
        at(post("4", "cho", Some("1")), 20),
    ])?;
    let scores = Scorer::default().score_thread(&thread);
    assert_eq!((scores.shape.depth, scores.shape.width, scores.shape.h_index), (2, 2, 1));
    assert_eq!(scores.shape.latency_median_seconds, Some(300.0));
    assert_eq!(scores.shape.return_rate, Some(1.0));
    assert_eq!(scores.question_rate, 1.0);
    assert_eq!(scores.answer_rate, Some(0.5));
    // Everybody says one word a post.
    assert_eq!((scores.talk_share, scores.talk_share_range), (Some(0.5), None));
    assert!((scores.shape.reciprocity.unwrap_or(0.0) - 2.0 / 3.0).abs() < 1e-12);
    Ok(())
}

/// A random forest: each post answers an earlier one, or none.
pub(crate) fn forest() -> impl Strategy<Value = Vec<(usize, Option<usize>)>> {
    prop::collection::vec((0..5_usize, any::<prop::sample::Index>(), 0..8_u8), 1..40).prop_map(|rows| {
        let parent = |i: usize, at: prop::sample::Index, none: u8| (i > 0 && none > 0).then(|| at.index(i));
        rows.into_iter().enumerate().map(|(i, (author, at, none))| (author, parent(i, at, none))).collect()
    })
}

/// Steps between two posts, over a common root above all roots.
fn distance(parents: &[Option<usize>], a: usize, b: usize) -> usize {
    let path = |mut at: usize| {
        let mut path = vec![at];
        while let Some(parent) = parents[at] {
            path.push(parent);
            at = parent;
        }
        path.push(usize::MAX);
        path
    };
    let (a, b) = (path(a), path(b));
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.len() + b.len() - 2 * common
}

proptest! {
    #[test]
    fn measures_agree_with_a_plain_recount(rows in forest()) {
        let posts = rows.iter().enumerate().map(|(i, (author, parent))| {
            post(&i.to_string(), &format!("p{author}"), parent.map(|p| p.to_string()).as_deref())
        });
        let shape = Thread::new(posts.collect()).expect("a forest").shape();
        let parents: Vec<Option<usize>> = rows.iter().map(|row| row.1).collect();
        let depth = |mut at: usize| { let mut d = 0; while let Some(p) = parents[at] { d += 1; at = p; } d };
        let depths: Vec<usize> = (0..rows.len()).map(depth).collect();
        let at_depth = |d: usize| depths.iter().filter(|x| **x == d).count();
        let deepest = depths.iter().copied().max().unwrap_or(0);
        prop_assert_eq!(shape.depth as usize, deepest);
        prop_assert_eq!(shape.width as usize, (0..=deepest).map(at_depth).max().unwrap_or(0));
        let h = (1..=deepest).filter(|h| (1..=*h).all(|d| at_depth(d) >= *h)).max().unwrap_or(0);
        prop_assert_eq!(shape.h_index as usize, h);
        let returns = (0..rows.len()).filter_map(|i| Some((i, parents[i]?, parents[parents[i]?]?)));
        let (all, back) = returns.fold((0.0, 0.0), |(all, back), (i, p, g)| {
            (all + 1.0, back + f64::from(u8::from(rows[i].0 == rows[g].0 && rows[i].0 != rows[p].0)))
        });
        prop_assert_eq!(shape.return_rate, (all > 0.0).then(|| back / all));
        if let (Some(virality), 1) = (shape.structural_virality, parents.iter().filter(|p| p.is_none()).count()) {
            let n = rows.len();
            let sum: usize = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).map(|(a, b)| distance(&parents, a, b)).sum();
            prop_assert!((virality - sum as f64 / (n * (n - 1)) as f64).abs() < 1e-9);
        }
    }

    /// However posts come, late, again, in parts, with several parents and missing ones, they measure as all at once.
    #[test]
    fn a_conversation_that_comes_in_parts_measures_the_same(rows in forest(), order in any::<u64>(), loose in any::<u64>()) {
        let mut posts: Vec<Post<'_>> = rows.iter().enumerate().map(|(i, (author, parent))| {
            let bit = |step: usize| loose >> ((i * step) % 64) & 1 == 1;
            let id = |i: usize| format!("{i:02}");
            let text = ["", "@p1 look", ".@p2 and @p3", "so"][i % 4];
            let mut post = Post::new(id(i), format!("p{author}"), text).at(Timestamp::from_seconds((i * i) as i64));
            post.reply_to = parent.map(|p| id(p).into()).or(bit(3).then(|| "gone".into()));
            if i > 1 && bit(5) {
                post.also_reply_to.push(id(i / 2).into());
            }
            post.reply_to_author = bit(7).then(|| format!("p{}", i % 6).into());
            post.quotes = bit(11).then(|| realtalk::PostRef { id: "q".into(), author: Some("p4".into()) }).into_iter().collect();
            post.repost_of = (i % 9 == 8).then(|| realtalk::PostRef { id: "r".into(), author: None });
            post.author = post.author.filter(|_| !bit(13));
            post.counts.likes = bit(17).then_some(i as u64);
            post.counts.dislikes = bit(17).then_some(3);
            post.counts.replies = bit(19).then_some(2);
            post
        }).collect();
        let whole = Thread::new(posts.clone()).expect("a forest");
        posts.sort_by_key(|post| (order ^ post.id.bytes().fold(7, |key, byte| (key ^ u64::from(byte)).wrapping_mul(order | 1))).rotate_left(29));
        let (mut all, mut part) = (LiveThread::new(), LiveThread::new());
        for (n, post) in posts.iter().enumerate() {
            if n % 3 == 0 { part.observe(post) } else { all.observe(post) }
            if n % 5 == 0 {
                // An earlier look at the same post.
                let mut before = post.clone();
                before.counts.replies = None;
                all.observe(&before);
            }
        }
        let mut other = part.clone();
        other.merge(&all);
        all.merge(&part);
        prop_assert_eq!(&all, &other);
        prop_assert_eq!(all.len(), whole.len());
        prop_assert_eq!(all.shape(), Ok(whole.shape()));
        prop_assert_eq!(all.patterns(), Ok(whole.patterns()));
        prop_assert_eq!(all.patterns_below_roots(), Ok(whole.patterns_below_roots()));
    }
}

#[test]
fn a_loop_of_posts_that_came_is_refused_when_asked() {
    let mut live = LiveThread::new();
    live.observe(&post("1", "ana", Some("2")));
    live.observe(&post("2", "ben", Some("1")));
    assert_eq!(live.shape(), Err(Error::ReplyLoop { ids: vec!["1".to_owned(), "2".to_owned()] }));
}

#[test]
fn two_posts_are_a_step_apart_and_one_is_nowhere() -> Result<(), Error> {
    let virality = |posts: Vec<Post<'_>>| Ok(Thread::new(posts)?.shape().structural_virality);
    assert_eq!(virality(vec![post("1", "ana", None)])?, None);
    assert_eq!(virality(vec![post("1", "ana", None), post("2", "ben", Some("1"))])?, Some(1.0));
    // Two that nothing joins hang from a root of nobody's.
    let loose: Result<_, Error> = virality(vec![post("1", "ana", None), post("2", "ben", None)]);
    assert!((loose?.expect("a tree of three") - 4.0 / 3.0).abs() < 1e-12);
    Ok(())
}

#[test]
fn speakers_differ_by_the_divergence_of_their_first_words() {
    let thread = |texts: &[(&str, usize)]| {
        let posts = texts.iter().enumerate();
        let post = |(n, (word, times)): (usize, &(&str, usize))| Post::new(n.to_string(), "ana", word.repeat(*times));
        Thread::new(posts.map(post).collect()).expect("a thread")
    };
    let (one, half) = (thread(&[("kiln, ", 50)]), thread(&[("Kiln ", 25), ("bowl-", 25), ("shelf ", 9)]));
    let diversity = |threads: &[Thread<'_>]| realtalk::speaker_diversity(threads, "ana");
    // H of three quarters and one less the mean of none and ln 2, by ln 2.
    let mixed = -(0.75_f64 * 0.75_f64.ln() + 0.25 * 0.25_f64.ln()) / 2.0_f64.ln() - 0.5;
    assert!((diversity(&[one.clone(), half.clone()]).expect("two") - mixed).abs() < 1e-12);
    let other = thread(&[("shelf ", 50)]);
    assert!((diversity(&[one.clone(), other.clone()]).expect("two") - 1.0).abs() < 1e-12);
    let three = [one.clone(), thread(&[("kiln ", 17), ("shelf ", 33)]), thread(&[("shelf ", 50)])];
    let of_two = |p: f64| -(p * p.ln() + (1.0 - p) * (1.0 - p).ln());
    let (all, each) = (of_two(67.0 / 150.0), of_two(17.0 / 50.0) / 3.0);
    assert!((diversity(&three).expect("three") - (all - each) / 3.0_f64.ln()).abs() < 1e-12);
    // Forty-nine words are too few, and nobody else's count.
    assert_eq!(diversity(&[one.clone(), thread(&[("kiln ", 49)])]), None);
    assert_eq!(realtalk::speaker_diversity(&[one, other], "ben"), None);
}
