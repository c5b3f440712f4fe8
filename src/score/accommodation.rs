//! Whether people take on each other's way of putting things, by the little words of English.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::thread::Thread;

/// Kinds of little words.
const KINDS: usize = 9;

/// Little words by kind: articles, auxiliary verbs, conjunctions, adverbs, impersonal pronouns,
/// personal pronouns, prepositions, quantifiers, negations. Written for this crate.
const WORDS: [&str; KINDS] = [
    "a an the",
    "am are be been being can could did do does had has have is may might must shall should was were will would i'm \
     you're he's she's it's we're they're i've you've we've they've i'll you'll we'll they'll i'd you'd he'd she'd \
     we'd they'd that's there's",
    "and but or nor so because although though while whereas unless until since if when whenever as than whether",
    "also just really very quite rather almost always often sometimes soon still already yet again too even only \
     perhaps maybe probably actually simply here there now then however",
    "it its itself this that these those anything everything something nothing anybody everybody somebody nobody \
     anyone everyone someone what which who whom whose it's that's",
    "i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours ourselves \
     they them their theirs themselves i'm i've i'd i'll you're you've you'd you'll he's he'd she's she'd we're we've \
     we'd we'll they're they've they'd they'll",
    "about above across after against along among around at before behind below beneath beside between beyond by down \
     during for from in inside into near of off on onto out outside over past through to toward towards under up upon \
     with within without",
    "all any both each enough every few fewer less little lots many more most much none several some",
    "no not never neither nor nobody nothing nowhere cannot can't don't doesn't didn't won't wouldn't isn't aren't \
     wasn't weren't haven't hasn't hadn't couldn't shouldn't",
];

/// Words a person needs before their rates mean anything.
const ENOUGH: u32 = 20;

/// How far people in a conversation go along with each other's little words.
///
/// It describes a manner and is no merit: no score uses it. It knows English alone, so it is unknown
/// where the little words of English do not occur.
///
/// ```
/// use realtalk::{Post, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely!").answering("1", None),
///     Post::new("3", "ben", "mine did").answering("1", None),
/// ])?;
/// // Too few words to tell.
/// assert_eq!(thread.accommodation().style_matching, None);
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Accommodation {
    /// Linguistic coordination: how much likelier an answer to somebody else has a kind of little word
    /// when what it answers has it, `P(reply has m | parent has m) - P(reply has m)`, mean over the
    /// kinds that any parent has (Danescu-Niculescu-Mizil et al. 2012). `-1.0..=1.0`, chance is `0.0`.
    pub coordination: Option<f64>,
    /// Language style matching: `1 - |p - q| / (p + q + .0001)` of the rates of each kind, mean over
    /// kinds and over pairs who answered each other or one the other and who wrote 20 words each
    /// (Gonzales et al. 2010). `0.0..=1.0`
    pub style_matching: Option<f64>,
}

/// Words, and how many are of each kind.
#[derive(Clone, Copy, Default)]
struct Little {
    words: u32,
    kinds: [u32; KINDS],
}

impl Little {
    fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.kinds.iter_mut().zip(other.kinds).for_each(|(to, from)| *to += from);
    }

    fn has(&self, kind: usize) -> bool {
        self.kinds[kind] > 0
    }

    fn rate(&self, kind: usize) -> f64 {
        f64::from(self.kinds[kind]) / f64::from(self.words)
    }
}

/// Every little word with the kinds it is of, as bits.
struct Table(BTreeMap<&'static str, u16>);

impl Table {
    fn new() -> Self {
        let mut table = BTreeMap::new();
        for (kind, words) in WORDS.iter().enumerate() {
            words.split_ascii_whitespace().for_each(|word| *table.entry(word).or_default() |= 1 << kind);
        }
        Self(table)
    }

    fn count(&self, text: &str) -> Little {
        let mut little = Little::default();
        let mut word = alloc::string::String::new();
        let inner = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
        for part in text.split(|c| !inner(c)).filter(|part| part.contains(char::is_alphabetic)) {
            word.clear();
            word.extend(part.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }));
            little.words = little.words.saturating_add(1);
            let bits = self.0.get(word.trim_matches('\'')).copied().unwrap_or(0);
            for (kind, count) in little.kinds.iter_mut().enumerate() {
                *count = count.saturating_add(u32::from(bits >> kind & 1));
            }
        }
        little
    }
}

impl Thread<'_> {
    /// Whether people here take on each other's little words.
    ///
    /// ```
    /// use realtalk::{Post, Thread};
    /// let thread = Thread::new(vec![
    ///     Post::new("1", "ana", "was the glaze on the bowls?"),
    ///     Post::new("2", "mira", "the glaze was in the shed").answering("1", None),
    ///     Post::new("3", "ana", "oh").answering("2", None),
    ///     Post::new("4", "mira", "sorry").answering("3", None),
    /// ])?;
    /// assert!(thread.accommodation().coordination > Some(0.0));
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    #[must_use]
    pub fn accommodation(&self) -> Accommodation {
        let table = Table::new();
        let little: Vec<Little> = self.posts().iter().map(|post| table.count(&post.text)).collect();
        if little.iter().all(|post| (0..KINDS).all(|kind| !post.has(kind))) {
            return Accommodation::default();
        }
        let pairs: Vec<(usize, usize)> =
            (0..self.len()).filter_map(|at| Some((at, self.answered_other(at)?))).collect();
        Accommodation { coordination: coordination(&little, &pairs), style_matching: matching(self, &little, &pairs) }
    }

    /// The post of somebody else that a post answers.
    fn answered_other(&self, at: usize) -> Option<usize> {
        let author = |at: usize| self.posts()[at].author.as_deref();
        self.parent(at)
            .filter(|parent| author(at).is_some() && author(*parent).is_some() && author(at) != author(*parent))
    }
}

fn coordination(little: &[Little], pairs: &[(usize, usize)]) -> Option<f64> {
    let (mut sum, mut kinds) = (0.0, 0.0);
    for kind in 0..KINDS {
        let (mut replies, mut parents, mut both) = (0.0, 0.0, 0.0);
        for (reply, parent) in pairs {
            let [reply, parent] = [reply, parent].map(|at| f64::from(u8::from(little[*at].has(kind))));
            replies += reply;
            parents += parent;
            both += reply * parent;
        }
        if parents > 0.0 {
            sum += both / parents - replies / pairs.len() as f64;
            kinds += 1.0;
        }
    }
    (kinds > 0.0).then(|| sum / kinds)
}

fn matching(thread: &Thread<'_>, little: &[Little], pairs: &[(usize, usize)]) -> Option<f64> {
    let author = |at: usize| thread.posts()[at].author.as_deref().unwrap_or("");
    let mut said: BTreeMap<&str, Little> = BTreeMap::new();
    for (at, post) in little.iter().enumerate() {
        said.entry(author(at)).or_default().add(post);
    }
    let mut met: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (author(*a), author(*b))).collect();
    met.iter_mut().filter(|(a, b)| a > b).for_each(|pair| *pair = (pair.1, pair.0));
    met.sort_unstable();
    met.dedup();
    let (mut sum, mut n) = (0.0, 0.0);
    for (a, b) in met.into_iter().map(|(a, b)| (said[a], said[b])) {
        if a.words >= ENOUGH && b.words >= ENOUGH {
            let alike = |kind| 1.0 - libm::fabs(a.rate(kind) - b.rate(kind)) / (a.rate(kind) + b.rate(kind) + 0.0001);
            sum += (0..KINDS).map(alike).sum::<f64>() / KINDS as f64;
            n += 1.0;
        }
    }
    (n > 0.0).then(|| sum / n)
}
