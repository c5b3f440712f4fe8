//! Functions of many posts: the network they make, or what each of its authors gets from it.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Float64Array, StringArray, StringViewArray, StructArray, UInt64Array,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields, TimeUnit, TimestampMillisecondType};
use datafusion::common::utils::SingleRowListArrayBuilder;
use datafusion::common::{DataFusionError, Result, ScalarValue, exec_err};
use datafusion::logical_expr::function::AccumulatorArgs;
use datafusion::logical_expr::{Accumulator, AggregateUDF, Volatility, create_udaf};
use realtalk::{Network, Post, Profile, Rating, Timestamp};

use crate::scalar::{SCORER, confidence};

pub(crate) fn functions() -> impl Iterator<Item = AggregateUDF> {
    let rows = DataType::new_list(DataType::Struct(fields()), true);
    let all: [(_, _, Finish); 2] =
        [("talk_profile", rows, as_rows), ("talk_network", DataType::LargeBinary, |network| Ok(as_bytes(network)))];
    all.into_iter().map(|(name, gives, finish)| {
        let mut takes = vec![DataType::Utf8View; 6];
        takes[3] = DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()));
        let state = Arc::new(vec![DataType::LargeBinary]);
        let start = Arc::new(move |_: AccumulatorArgs<'_>| {
            Ok(Box::new(State { network: Network::new(), finish }) as Box<dyn Accumulator>)
        });
        create_udaf(name, takes, Arc::new(gives), Volatility::Immutable, start, state)
    })
}

type Finish = fn(&Network) -> Result<ScalarValue>;

fn as_bytes(network: &Network) -> ScalarValue {
    ScalarValue::LargeBinary(Some(network.to_bytes()))
}

fn as_rows(network: &Network) -> Result<ScalarValue> {
    Ok(SingleRowListArrayBuilder::new(Arc::new(profiles(network)?)).build_list_scalar())
}

#[derive(Debug)]
struct State {
    network: Network,
    finish: Finish,
}

impl Accumulator for State {
    fn update_batch(&mut self, columns: &[ArrayRef]) -> Result<()> {
        let [id, author, text, parent, partner] = [0, 1, 2, 4, 5].map(|at| columns[at].as_string_view());
        let times = columns[3].as_primitive::<TimestampMillisecondType>();
        for row in 0..id.len() {
            if id.is_null(row) {
                return exec_err!("a post without an id cannot be counted once");
            }
            let mut post = Post::new(id.value(row), "", known(text, row).unwrap_or_default());
            post.author = known(author, row);
            post.created_at = times.is_valid(row).then(|| Timestamp::from_millis(times.value(row)));
            post.reply_to = known(parent, row);
            post.reply_to_author = known(partner, row);
            self.network.observe(&post, &SCORER.score(&post));
        }
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for bytes in states[0].as_binary::<i64>().iter().flatten() {
            let other = Network::from_bytes(bytes).map_err(|error| DataFusionError::External(Box::new(error)))?;
            if self.network.is_empty() {
                self.network = other;
            } else {
                self.network.merge(&other);
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![as_bytes(&self.network)])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        (self.finish)(&self.network)
    }

    /// What a post weighs in a network, spare room included.
    fn size(&self) -> usize {
        size_of_val(self) + 256 * self.network.len()
    }
}

type Rated = fn(&Profile) -> Option<Rating>;

/// The ratings of an author; each gives two columns, the score and its confidence.
const RATINGS: [(&str, Rated); 12] = [
    ("reply_ratio", |of| Some(of.reply_ratio)),
    ("reciprocity", |of| of.reciprocity),
    ("answer_rate", |of| of.answer_rate),
    ("tie_strength", |of| Some(of.tie_strength)),
    ("opt_out_risk", |of| Some(of.opt_out_risk)),
    ("traction", |of| Some(of.traction)),
    ("duplicate_share", |of| Some(of.duplicate_share)),
    ("clockwork", |of| Some(of.clockwork)),
    ("attention_cost", |of| Some(of.attention_cost)),
    ("passion", |of| Some(of.passion)),
    ("authenticity", |of| Some(of.authenticity)),
    ("spam_risk", |of| Some(of.spam_risk)),
];

/// Columns of the table of authors.
pub(crate) fn fields() -> Fields {
    let who =
        [("author", DataType::Utf8, false), ("posts", DataType::UInt64, false), ("closest", DataType::Utf8, true)];
    let who = who.into_iter().map(|(name, of, nullable)| Field::new(name, of, nullable));
    let rated = RATINGS.iter().flat_map(|(name, _)| [(*name).to_owned(), confidence(name)]);
    who.chain(rated.map(|name| Field::new(name, DataType::Float64, true))).collect()
}

/// What every author of a network gets, a row each in the order of their names: who, how many posts, who
/// is closest, and the ratings.
///
/// # Errors
/// Never: the columns are of one length and of their types.
pub fn profiles(network: &Network) -> Result<StructArray> {
    let profiles: Vec<Profile> = network.profiles().collect();
    let closest = profiles.iter().map(|of| of.ties.first().map(|tie| &tie.partner));
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(profiles.iter().map(|of| Some(&of.author)).collect::<StringArray>()),
        Arc::new(profiles.iter().map(|of| of.posts).collect::<UInt64Array>()),
        Arc::new(closest.collect::<StringArray>()),
    ];
    for (_, rating) in RATINGS {
        columns.push(Arc::new(profiles.iter().map(|of| Some(rating(of)?.score.get())).collect::<Float64Array>()));
        columns.push(Arc::new(profiles.iter().map(|of| Some(rating(of)?.confidence.get())).collect::<Float64Array>()));
    }
    Ok(StructArray::try_new(fields(), columns, None)?)
}

fn known(column: &StringViewArray, row: usize) -> Option<Cow<'_, str>> {
    column.is_valid(row).then(|| column.value(row).into())
}
