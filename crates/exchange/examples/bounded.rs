use exchange::{wants::WantFile, market::Market, bounded};
fn now()->f64{ let s=std::fs::read_to_string("/proc/self/schedstat").unwrap(); s.split(" ").next().unwrap().parse::<f64>().unwrap()*1e-9 }
fn main() {
    let exp: serde_json::Value = serde_json::from_slice(&std::fs::read("/work/shared/data/exchange/expected.json").unwrap()).unwrap();
    let k: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    for f in std::env::args().skip(2) {
        let b = std::fs::read(&f).unwrap();
        let m = Market::from_wants(&WantFile::parse(&b).unwrap()).unwrap();
        let t = now();
        let mut n = 0; let mut first = 0.0; 
        let mut p = |_f: i64, _b: i64| { n += 1; if n == 1 { first = now()-t; } };
        let s = bounded::solve(&m, bounded::Bounds { max_ring: k, fail: 0.0 }, 1, Some(&mut p)).unwrap();
        let key = format!("{}", f.rsplit("exchange/").next().unwrap());
        let e = exp["lists"][&key]["max_trades_if_rings_at_most"][k.to_string()]["trades"].as_i64().unwrap_or(-1);
        println!("{key}: K={k} {} of {e} bound {:.3} proved {} rounds {n} first {first:.3} all {:.3}s {}", s.value, s.bound as f64*1e-6, s.proved, now()-t, if (s.value.round() as i64) < e {"BELOW"} else {""});
    }
}
