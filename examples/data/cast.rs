//! Ten scripted accounts in one month of a small town, and the people around them.

use realtalk::{Post, Timestamp};

/// Who is looked at, and what they do.
pub(crate) const CAST: [(&str, &str); 10] = [
    ("dealbird", "answers forty strangers with one offer: reply ratio 1"),
    ("sock0", "one of four accounts that only praise a trader to each other"),
    ("shouter", "names six people in every post"),
    ("hourly", "posts every hour, give or take three minutes"),
    ("brandcare", "answers every customer with one text"),
    ("oneband", "has one concert and says so for weeks"),
    ("shy", "writes to two friends and nobody else"),
    ("stands", "sixty posts in one evening of football"),
    ("newsdesk", "headlines and links, day and night"),
    ("weatherbot", "says that it is a bot"),
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Everything that is posted, in the order of the scripts.
pub(crate) fn month() -> Vec<Post<'static>> {
    let mut town = Town::default();
    town.neighbours();
    town.reply_spammer();
    town.sock_ring();
    town.mention_bomber();
    town.clock();
    town.canned_brand();
    town.band();
    town.shy();
    town.live();
    town.news();
    town.bot();
    town.posts
}

#[derive(Default)]
struct Town {
    posts: Vec<Post<'static>>,
}

impl Town {
    fn say(&mut self, author: &str, at: i64, text: impl Into<String>) -> String {
        let id = self.posts.len().to_string();
        let post = Post::new(id.clone(), author.to_owned(), text.into());
        self.posts.push(post.at(Timestamp::from_seconds(1_700_000_000 + at)));
        id
    }

    fn answer(&mut self, to: &str, author: &str, at: i64, text: impl Into<String>) -> String {
        let id = self.say(author, at, text);
        if let Some(post) = self.posts.last_mut() {
            post.reply_to = Some(to.to_owned().into());
        }
        id
    }

    /// People who tell each other of their days.
    fn neighbours(&mut self) {
        for n in 0..40 {
            let at = n * 16 * HOUR;
            let told = self.say(&format!("n{}", n % 8), at, sentence(n));
            let asked = self.answer(&told, &format!("n{}", (n + 3) % 8), at + 20 * MINUTE, question(n));
            self.answer(&asked, &format!("n{}", n % 8), at + 50 * MINUTE, sentence(n + 100));
        }
    }

    fn reply_spammer(&mut self) {
        for n in 0..40 {
            let offer = format!("Huge sale today only, 70 % off, order now: https://deals.example.com/{n}");
            let told = (3 * n).to_string();
            self.answer(&told, "dealbird", n * 16 * HOUR + 5 * MINUTE, offer);
        }
    }

    fn sock_ring(&mut self) {
        let mut last = self.say("sock0", 0, "this trader changed my life, I made 4000 in a week");
        for n in 1..24 {
            let praise = format!("this trader changed my life, I made {n}000 in a week, write to him now");
            last = self.answer(&last, &format!("sock{}", n % 4), n * 7 * HOUR, praise);
        }
    }

    fn mention_bomber(&mut self) {
        for n in 0..20 {
            let names: Vec<String> = (0..6).map(|who| format!("@n{}", (n + who) % 8)).collect();
            self.say("shouter", n * 30 * HOUR, format!("{} {}", names.join(" "), sentence(n + 200)));
        }
    }

    fn clock(&mut self) {
        for n in 0..168 {
            let jitter = (n * 7919 % 361 - 180) % (3 * MINUTE);
            self.say("hourly", n * HOUR + jitter, sentence(n + 300));
        }
    }

    fn canned_brand(&mut self) {
        for n in 0..30 {
            let at = n * 9 * HOUR;
            let asked =
                self.say(&format!("customer{n}"), at, format!("@brandcare my parcel is late, {}", sentence(n + 700)));
            let canned = "We apologise for any inconvenience, please send us a direct message with your order number";
            self.answer(&asked, "brandcare", at + 40 * MINUTE, canned);
        }
    }

    fn band(&mut self) {
        for n in 0..14 {
            let days = 28 - 2 * n;
            let call =
                format!("Only {days} days to our concert at the Old Mill, come along! https://tix.example.com/mill");
            self.say("oneband", n * 2 * DAY, call);
        }
    }

    fn shy(&mut self) {
        for n in 0..12 {
            let (friend, at) = (["lena", "tom"][n as usize % 2], n * 2 * DAY + HOUR);
            let asked = self.say(friend, at, format!("@shy {}", question(n + 400)));
            let told = self.answer(&asked, "shy", at + 30 * MINUTE, sentence(n + 400));
            self.answer(&told, friend, at + 45 * MINUTE, format!("that made my day. {}", sentence(n + 430)));
        }
    }

    fn live(&mut self) {
        for n in 0..6 {
            self.say("stands", n * 4 * DAY, sentence(n + 500));
        }
        for n in 0..60 {
            let minute = n * 2;
            let moves = "loses|hits the post|wins a corner|is down holding his knee|shoots wide|saves it";
            let moods = "what a miss|I can't watch|come on|my voice is gone|the whole stand sings|oh no|never a foul";
            let one = |list: &'static str, salt| {
                let all: Vec<&str> = list.split('|').collect();
                all[stir(n, salt) as usize % all.len()]
            };
            let memory = sentence(n + 600);
            let text = format!("{minute}': {} {}, {}, {memory}", name(n % 22, 70), one(moves, 71), one(moods, 72));
            self.say("stands", 20 * DAY + minute * MINUTE, text);
        }
    }

    fn news(&mut self) {
        for n in 0..300 {
            // Some twelve a day, whenever something happens.
            let at = n * 2 * HOUR + (n * 2_654_435_761) % (100 * MINUTE);
            self.say("newsdesk", at, format!("{} https://news.example.org/{n}", headline(n)));
        }
    }

    fn bot(&mut self) {
        for n in 0..100 {
            let text = format!("Harbour, {} degrees, wind {} knots from the west. I am a bot.", 5 + n % 9, 8 + n % 13);
            self.say("weatherbot", n * 6 * HOUR, text);
            if let Some(post) = self.posts.last_mut() {
                post.automated = Some(true);
            }
        }
    }
}

fn pick(list: &str, n: i64) -> &str {
    let words: Vec<&str> = list.split(' ').collect();
    words[n as usize % words.len()]
}

const DID: &str = "borrowed painted repaired dropped sang forgot carried found hid washed swapped counted fed drew \
    burnt opened mended chased praised buried";
const LIKE: &str = "wobbly green loud tiny rusty gentle stubborn crooked sleepy bright salty famous hollow quick velvet \
    wooden frozen polite purple heavy";
const WHAT: &str = "kettle ladder trumpet jumper wheelbarrow letter pudding umbrella bicycle mirror bucket cushion \
    sandwich lantern notebook rope window carpet basket whistle";

/// Another number for each number, far from its neighbours'.
fn stir(n: i64, salt: i64) -> i64 {
    let mixed = (n * 1000 + salt) as u64;
    let mixed = (mixed ^ mixed >> 9).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 34) as i64
}

/// A name of its own for nearly each number.
fn name(n: i64, salt: i64) -> String {
    let syllables = "ba kel dor mi san vu tri ost hal wen pag lo zem rik ush fa nov el gru chy";
    let parts: String = (0..3).map(|part| pick(syllables, stir(n, salt * 10 + part))).collect();
    parts[..1].to_uppercase() + &parts[1..]
}

/// Something that happened, another thing for each number.
fn sentence(n: i64) -> String {
    let word = |list: &'static str, salt| pick(list, stir(n, salt));
    format!(
        "{} {} {} {} {}, then {} {} {}",
        name(n, 1),
        word(DID, 2),
        word(LIKE, 3),
        word(WHAT, 4),
        word("twice again today outside upstairs together somehow badly", 5),
        name(n, 6),
        word(DID, 7),
        word(WHAT, 8)
    )
}

fn question(n: i64) -> String {
    let word = |list: &'static str, salt| pick(list, stir(n, salt));
    format!("did your {} ever {} that {} {}?", name(n, 1), word("mend keep sell eat", 2), word(LIKE, 3), word(WHAT, 4))
}

fn headline(n: i64) -> String {
    let word = |list: &'static str, salt| pick(list, stir(n, salt));
    format!(
        "{} {} {} {}, says {}",
        name(n, 2),
        word("approves delays reopens questions surveys closes inherits inspects postpones rejects", 3),
        name(n, 4),
        word("ferry bridge nightbus baths library ringroad depot windmill weir orchard lighthouse quarry", 5),
        name(n, 6)
    )
}
