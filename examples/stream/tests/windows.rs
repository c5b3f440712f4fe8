//! Windows over posts that come late, twice, or before and after a stop.

use realtalk::{Network, Post, Scorer, Timestamp};
use realtalk_posts::{Made, Posts, Random};
use realtalk_stream::{Window, Windows};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn network<'p>(posts: impl IntoIterator<Item = &'p Made>) -> Network {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    posts.into_iter().for_each(|made| network.observe(&made.post(), &scorer.score(&made.post())));
    network
}

fn streamed<'p>(posts: impl IntoIterator<Item = &'p Made>) -> Windows {
    let (scorer, mut windows) = (Scorer::default(), Windows::default());
    posts.into_iter().for_each(|made| windows.observe(&made.post(), &scorer));
    windows
}

/// Fifty hours of posts.
fn posts() -> Vec<Made> {
    Posts::new(11, 100, 60_000).take(2000).collect()
}

fn check(windows: &Windows, posts: &[Made]) {
    for window in [Window::Hour, Window::Day] {
        let numbers = windows.numbers(window);
        assert!(numbers.len() > 1);
        for number in numbers {
            let wanted = network(posts.iter().filter(|made| window.of(made.created_at) == number));
            assert!(windows.window(window, number) == wanted, "{window:?} {number}");
        }
    }
    assert!(windows.whole() == network(posts));
}

#[test]
fn every_window_equals_its_posts() {
    check(&streamed(&posts()), &posts());
}

#[test]
fn order_and_repetition_do_not_matter() {
    let (posts, mut random) = (posts(), Random::new(5));
    let mut shuffled: Vec<&Made> = posts.iter().chain(&posts[500..900]).collect();
    for at in (1..shuffled.len()).rev() {
        shuffled.swap(at, random.below(at as u64 + 1) as usize);
    }
    check(&streamed(shuffled), &posts);
}

#[test]
fn a_post_days_late_finds_its_window() {
    let posts = posts();
    check(&streamed(posts[1..].iter().chain(&posts[..1])), &posts);
}

#[test]
fn stopped_and_resumed_anywhere_loses_nothing() {
    let (posts, scorer) = (posts(), Scorer::default());
    let straight = streamed(&posts);
    for stop in [0, 1, 777, 1999, 2000] {
        let saved = streamed(&posts[..stop]).save();
        let mut resumed = Windows::resume(&saved).expect("just saved");
        posts[stop..].iter().for_each(|made| resumed.observe(&made.post(), &scorer));
        assert!(resumed == straight, "stopped after {stop}");
    }
    assert!(Windows::resume(&[255; 9]).is_err());
}

#[test]
fn windows_begin_on_the_hour_before_1970_too() {
    let at = |millis| Post::new(format!("p{millis}"), "ana", "hi").at(Timestamp::from_millis(millis));
    let (scorer, mut windows) = (Scorer::default(), Windows::default());
    for millis in [-1, 0, HOUR - 1, HOUR] {
        windows.observe(&at(millis), &scorer);
    }
    windows.observe(&Post::new("timeless", "ana", "hi"), &scorer);
    assert_eq!(windows.numbers(Window::Hour), [-1, 0, 1]);
    assert_eq!([-1, 0, 1].map(|hour| windows.window(Window::Hour, hour).len()), [1, 2, 1]);
    assert_eq!(windows.whole().len(), 4);
}

#[test]
fn hours_may_be_forgotten() {
    let posts = posts();
    let mut windows = streamed(&posts);
    let days = windows.numbers(Window::Day);
    windows.forget_hours(posts[1000].created_at);
    assert!(windows.numbers(Window::Hour)[0] >= Window::Hour.of(posts[1000].created_at));
    assert_eq!(windows.numbers(Window::Day), days);
    assert!(windows.whole() == network(&posts));
}
