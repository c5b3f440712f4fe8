//! Functions of one text: a score, or all of them.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, StringViewArray, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use realtalk::{PostScores, Quality, Rating, Scorer};

pub(crate) static SCORER: LazyLock<Scorer> = LazyLock::new(Scorer::default);

pub(crate) fn functions() -> impl Iterator<Item = ScalarUDF> {
    let scores = Quality::ALL
        .into_iter()
        .map(|quality| function(quality.name(), DataType::Float64, move |texts| Ok(Arc::new(scores(texts, quality)))));
    let all = function("realtalk", DataType::Struct(fields()), |texts| Ok(Arc::new(everything(texts)?)));
    scores.chain([all])
}

fn function<F>(name: &str, gives: DataType, of: F) -> ScalarUDF
where
    F: Fn(&StringViewArray) -> Result<ArrayRef> + Send + Sync + 'static,
{
    let body = move |args: &[ColumnarValue]| match &args[0] {
        ColumnarValue::Array(array) => Ok(ColumnarValue::Array(of(array.as_string_view())?)),
        ColumnarValue::Scalar(one) => {
            let one = of(one.to_array()?.as_string_view())?;
            Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&one, 0)?))
        }
    };
    create_udf(name, vec![DataType::Utf8View], gives, Volatility::Immutable, Arc::new(body))
}

fn rating(scores: &PostScores, quality: Quality) -> Rating {
    match quality {
        Quality::Passion => scores.passion,
        Quality::Authenticity => scores.authenticity,
        Quality::SpamRisk => scores.spam_risk,
        Quality::Conversational => scores.conversational,
    }
}

fn scores(texts: &StringViewArray, quality: Quality) -> Float64Array {
    texts.iter().map(|text| Some(rating(&SCORER.score_text(text?), quality).score.get())).collect()
}

fn fields() -> Fields {
    let names = Quality::ALL.into_iter().flat_map(|quality| [quality.name().to_owned(), confidence(quality.name())]);
    names.map(|name| Field::new(name, DataType::Float64, false)).collect()
}

/// The column beside a rating's.
pub(crate) fn confidence(rating: &str) -> String {
    format!("{rating}_confidence")
}

/// One reading of each text for all eight numbers.
fn everything(texts: &StringViewArray) -> Result<StructArray> {
    let mut columns = vec![Vec::with_capacity(texts.len()); 2 * Quality::ALL.len()];
    for text in texts {
        let scores = SCORER.score_text(text.unwrap_or_default());
        for (pair, quality) in columns.chunks_exact_mut(2).zip(Quality::ALL) {
            let rating = rating(&scores, quality);
            pair[0].push(rating.score.get());
            pair[1].push(rating.confidence.get());
        }
    }
    let columns = columns.into_iter().map(|column| Arc::new(Float64Array::from(column)) as ArrayRef).collect();
    Ok(StructArray::try_new(fields(), columns, texts.nulls().cloned())?)
}
