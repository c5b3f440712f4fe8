//! All mutants of a crate in one build: each is behind a switch that a test run turns by its number.
//!
//! `cargo-mutants` builds once for each mutant, a minute each for six thousand. This makes the same kinds
//! of change (an operator for another, a function's value for a plain one, `!` and `-` left out, a match
//! guard that always or never holds) behind `crate::mutation::on(N)`. What runs at compile time cannot be
//! switched: constants and `const fn` are left out, and so is deleting a match arm.
//!
//! usage: mutation SRC [SKIP…]: rewrites the folder SRC in place, leaving out the mutants of these
//! numbers, and prints a line for each of the others.

use std::{env, fs, path::Path};

use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Block, Expr, ReturnType, Signature, Type, UnOp, parse_quote};

struct Mutator {
    file: String,
    inside: String,
    next: u32,
    skip: Vec<u32>,
}

impl Mutator {
    /// The number of a new mutant, unless it is left out.
    fn mutant(&mut self, what: &str) -> Option<u32> {
        self.next += 1;
        let number = self.next;
        let wanted = !self.skip.contains(&number);
        if wanted {
            println!("{number}\t{}\t{}\t{what}", self.file, self.inside);
        }
        wanted.then_some(number)
    }

    fn function(&mut self, signature: &Signature, block: &mut Block) {
        if signature.constness.is_some() || signature.ident == "fmt" && block.stmts.is_empty() {
            return;
        }
        let outside = std::mem::replace(&mut self.inside, signature.ident.to_string());
        visit_mut::visit_block_mut(self, block);
        for value in values(&signature.output) {
            let shown = value.as_ref().map_or("()", |(shown, _)| shown);
            if let Some(n) = self.mutant(&format!("gives {shown}")) {
                let value = value.map(|(_, expr)| expr);
                block.stmts.insert(0, parse_quote!(if crate::mutation::on(#n) { return #value; }));
            }
        }
        self.inside = outside;
    }
}

/// Plain values of a type, as they print and as they are written.
fn values(output: &ReturnType) -> Vec<Option<(&'static str, Expr)>> {
    let ReturnType::Type(_, ty) = output else { return vec![None] };
    let all: &[&'static str] = match &**ty {
        Type::Path(path) => match path.path.segments.last().map(|s| s.ident.to_string()).as_deref() {
            Some("bool") => &["true", "false"],
            Some("usize" | "u8" | "u16" | "u32" | "u64" | "i64") => &["0", "1"],
            Some("f64") => &["0.0", "1.0"],
            Some("Option") => &["None"],
            Some("String") => &["alloc::string::String::new()"],
            Some("Vec") => &["alloc::vec::Vec::new()"],
            _ => &[],
        },
        Type::Reference(r) if matches!(&*r.elem, Type::Path(p) if p.path.is_ident("str")) => &["\"\"", "\"xyzzy\""],
        _ => &[],
    };
    all.iter().map(|value| Some((*value, syn::parse_str(value).expect("an expression")))).collect()
}

fn others(op: &BinOp) -> Vec<(&'static str, BinOp)> {
    let all: &[&'static str] = match op {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::Lt(_) => &["<=", ">"],
        BinOp::Le(_) => &["<", ">"],
        BinOp::Gt(_) => &[">=", "<"],
        BinOp::Ge(_) => &[">", "<"],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) => &["+", "/"],
        BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["*", "%"],
        BinOp::Rem(_) => &["*", "/"],
        BinOp::BitAnd(_) => &["|"],
        BinOp::BitOr(_) => &["&"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::AddAssign(_) => &["-="],
        BinOp::SubAssign(_) => &["+="],
        BinOp::MulAssign(_) => &["+="],
        BinOp::BitOrAssign(_) => &["&="],
        BinOp::BitAndAssign(_) => &["|="],
        _ => &[],
    };
    all.iter().map(|op| (*op, syn::parse_str(op).expect("an operator"))).collect()
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl VisitMut for Mutator {
    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&item.sig, &mut item.block);
    }
    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&item.sig, &mut item.block);
    }
    fn visit_item_const_mut(&mut self, _: &mut syn::ItemConst) {}
    fn visit_item_static_mut(&mut self, _: &mut syn::ItemStatic) {}
    fn visit_impl_item_const_mut(&mut self, _: &mut syn::ImplItemConst) {}
    fn visit_expr_repeat_mut(&mut self, _: &mut syn::ExprRepeat) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
    fn visit_pat_mut(&mut self, _: &mut syn::Pat) {}
    fn visit_item_mod_mut(&mut self, item: &mut syn::ItemMod) {
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg") && item.ident == "tests") {
            visit_mut::visit_item_mod_mut(self, item);
        }
    }
    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        visit_mut::visit_arm_mut(self, arm);
        let Some((_, guard)) = arm.guard.as_mut().filter(|(_, guard)| !has_let(guard)) else { return };
        for value in [true, false] {
            if let Some(n) = self.mutant(&format!("match guard is {value}")) {
                let old = guard.clone();
                **guard = parse_quote!(if crate::mutation::on(#n) { #value } else { #old });
            }
        }
    }
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let original = expr.clone();
        match expr {
            Expr::Const(_) => return,
            // `let` chains stay as they are, their other conditions are looked into.
            _ => visit_mut::visit_expr_mut(self, expr),
        }
        match original {
            Expr::Binary(plain) if !has_let(&Expr::Binary(plain.clone())) => {
                for (shown, op) in others(&plain.op) {
                    let Expr::Binary(mut other) = Expr::Binary(plain.clone()) else { continue };
                    other.op = op;
                    let old = shown_of(&plain.op);
                    if let Some(n) = self.mutant(&format!("{old} is {shown}")) {
                        let was = expr.clone();
                        *expr = parse_quote!((if crate::mutation::on(#n) { #other } else { #was }));
                    }
                }
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_) | UnOp::Neg(_)) && !matches!(*unary.expr, Expr::Lit(_)) => {
                if let Some(n) = self.mutant("! or - left out") {
                    let (was, inner) = (expr.clone(), unary.expr);
                    *expr = parse_quote!((if crate::mutation::on(#n) { #inner } else { #was }));
                }
            }
            _ => {}
        }
    }
}

fn shown_of(op: &BinOp) -> String {
    let expr: Expr = Expr::Binary(syn::ExprBinary {
        attrs: Vec::new(),
        left: parse_quote!(a),
        op: *op,
        right: parse_quote!(b),
    });
    let file: syn::File = parse_quote!(fn f() { #expr; });
    let text = prettyplease::unparse(&file);
    text.split_whitespace().nth(4).unwrap_or("?").to_owned()
}

const SWITCH: &str = r#"//! The switch of all mutants.
extern crate std;
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
static ON: LazyLock<u32> = LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0));
static REACHED: LazyLock<Option<std::string::String>> = LazyLock::new(|| std::env::var("REACHED").ok());
static SEEN: [AtomicBool; 16384] = [const { AtomicBool::new(false) }; 16384];
#[inline]
pub(crate) fn on(number: u32) -> bool {
    if let Some(path) = &*REACHED {
        if !SEEN[number as usize].swap(true, Ordering::Relaxed) {
            let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
            let _ = writeln!(file.expect("the file of those reached"), "{number}");
        }
    }
    *ON == number
}
"#;

fn rewrite(folder: &Path, root: &Path, mutator: &mut Mutator) {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            rewrite(&path, root, mutator);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("lib.rs") {
            mutator.file = path.strip_prefix(root).expect("inside").display().to_string();
            let mut file = syn::parse_file(&fs::read_to_string(&path).expect("a source file")).expect("Rust");
            mutator.visit_file_mut(&mut file);
            fs::write(&path, prettyplease::unparse(&file)).expect("a source file is written");
        }
    }
}

fn main() {
    let mut arguments = env::args().skip(1);
    let src = arguments.next().expect("usage: mutation SRC [SKIP…]");
    let skip = arguments.map(|n| n.parse().expect("a number")).collect();
    let mut mutator = Mutator { file: String::new(), inside: String::new(), next: 0, skip };
    rewrite(Path::new(&src), Path::new(&src), &mut mutator);
    let front = Path::new(&src).join("lib.rs");
    let text = fs::read_to_string(&front).expect("lib.rs");
    fs::write(&front, text.replace("extern crate alloc;", "extern crate alloc;\nmod mutation;")).expect("lib.rs");
    fs::write(Path::new(&src).join("mutation.rs"), SWITCH).expect("mutation.rs");
}
