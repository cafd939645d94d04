//! Pages in a terminal.

use super::fixture::{chinese, commands, english};
use crate::page::Page;
use crate::render::{self, Look};

fn terminal(page: &Page, width: usize) -> String {
    render::terminal(page.clone(), Look { width, color: false })
}

#[test]
fn chinese_in_80_columns() {
    insta::assert_snapshot!(terminal(&chinese(), 80), @r#"
    学生转学（小学、初中）                                                  transfer
    孩子换学校读书，学籍跟着转过去。

    先看材料；不清楚的，用 guide search 转学 找。

      先找谁    想转进的学校*
      带什么    书面申请*、户口簿*，再按情形加（见下）
      要多久    四方各自核办，每方 10 个工作日；总天数各地不同
                本局承诺：由本局填写
      何时申请  由本局填写（各地不同）
      问谁      由本局填写；没有电话就打 12345

    要带的材料    原件、复印件和份数：由本局填写
      都要            书面转学申请（家长写）*、户口簿*
      搬家没迁户口    另带：房产证、购房合同或登记的租房合同，任一种*；实际居住证明*
      随父母务工经商  另带：居住证*、住房证明*、劳动合同或营业执照，任一种*

    步骤
      1 家长        向想转进的学校提出书面申请，交材料*
                    地点：由本局填写
      2 转入学校    核材料、看学位；同意的，在全国学籍系统里发起转学
      3 转入地教育局、4 转出学校、5 转出地教育局    依次在系统里核办
      6 两所学校    电子学籍转过去，转出学校留备份；纸质档案办交接
      7 家长和孩子  到新学校报到，学校定班级和日期

    最迟到哪天
      最迟到哪天       什么事                                             期限
      ---------------- -------------------------------------------------- ----------
      2026-11-30 周一  一次告知全部缺件；过了还没告知，视为 11-23 已受理  5 个工作日
      2026-12-23 周三  书面决定同不同意筹设                               30 日

    要记住
      学校不得开除学生。

      - 居住证每年要签注，过期没签注的会被中止使用；居住登记回执不能代替*
      - 看新学校（第 12 条）

    一般不办  休学中；受处分期间；起始年级第一学期；毕业年级；借转学换年级
    没有学位  教育局就近调到有空位的学校*

    依据  中小学生学籍管理办法（教基〔2025〕1号）10、15；义务教育法 2、4、12、25、27
    核对  2026-11-23，法律文本到 2025-04-19。国家版。
    * 多地这样做，不是全国规定。
    接着看  只看我的材料  guide checklist 转学 --case 搬家
            高中转学      guide show 转学 --case 高中
    "#);
}

#[test]
fn chinese_in_40_columns() {
    insta::assert_snapshot!(terminal(&chinese(), 40), @r#"
    学生转学（小学、初中）          transfer
    孩子换学校读书，学籍跟着转过去。

    先看材料；不清楚的，用 guide search 转学
    找。

      先找谁
        想转进的学校*
      带什么
        书面申请*、户口簿*，再按情形加（见
        下）
      要多久
        四方各自核办，每方 10 个工作日；总天
        数各地不同
        本局承诺：由本局填写
      何时申请
        由本局填写（各地不同）
      问谁
        由本局填写；没有电话就打 12345

    要带的材料
        原件、复印件和份数：由本局填写
      都要
        书面转学申请（家长写）*、户口簿*
      搬家没迁户口
        另带：房产证、购房合同或登记的租房合
        同，任一种*；实际居住证明*
      随父母务工经商
        另带：居住证*、住房证明*、劳动合同或
        营业执照，任一种*

    步骤
      1 家长
          向想转进的学校提出书面申请，交材
          料*
          地点：由本局填写
      2 转入学校
          核材料、看学位；同意的，在全国学籍
          系统里发起转学
      3 转入地教育局
          依次在系统里核办
      4 转出学校
          依次在系统里核办
      5 转出地教育局
          依次在系统里核办
      6 两所学校
          电子学籍转过去，转出学校留备份；纸
          质档案办交接
      7 家长和孩子
          到新学校报到，学校定班级和日期

    最迟到哪天
      最迟到哪天
        什么事
          期限
      --------------------------------------
      2026-11-30 周一
        一次告知全部缺件；过了还没告知，视为
        11-23 已受理
          5 个工作日
      2026-12-23 周三
        书面决定同不同意筹设
          30 日

    要记住
      学校不得开除学生。

      - 居住证每年要签注，过期没签注的会被中
        止使用；居住登记回执不能代替*
      - 看新学校（第 12 条）

    一般不办
      休学中；受处分期间；起始年级第一学期；
      毕业年级；借转学换年级
    没有学位
      教育局就近调到有空位的学校*

    依据
      中小学生学籍管理办法（教基
      〔2025〕1号）10、15；义务教育法 2、4、
      12、25、27
    核对
      2026-11-23，法律文本到 2025-04-19。国
      家版。
    * 多地这样做，不是全国规定。
    接着看
      只看我的材料
        guide checklist 转学 --case 搬家
      高中转学
        guide show 转学 --case 高中
    "#);
}

#[test]
fn english_in_80_columns() {
    insta::assert_snapshot!(terminal(&english(), 80), @r#"
    Changing schools / 学生转学 (primary and junior secondary)              transfer
    The child moves to another school and the record (学籍) moves too.

      Ask first  the school you want to move to*
      Time       four checks, 10 working days each; the total varies
                 promise of this bureau: set by the local bureau
      Questions  set by the local bureau; if you have no number, call 12345

    Papers    originals, copies, how many: set by the local bureau
      Everyone               written request by the parent (转学申请)*, household
                             booklet (户口簿)*
      Parents work or trade  residence permit (居住证)*, proof of home*
      here
      Foreign, Hong Kong,    valid identity document
      Macao, Taiwan

    Steps
      1 Parent                 asks the new school in writing, hands in papers*
      2 New school (转入学校)  checks papers and places; if it agrees, starts the
                               transfer in the system
                               time: set by the local bureau
      3 New place's bureau, 4 old school, 5 old place's bureau    check in turn

    Dates
      Latest by         What                             Limit    Counted from
      ----------------- -------------------------------- -------- ------------
      Mon 2026-11-30    told once of everything missing  5 wdays  papers in
      Fri 2029-12-21 ~  preparing done, apply to set up  3 years  approval

      - see guide show transfer --case senior for senior secondary schools
      - 1. is_no [list] | "quote" <b> & C#

    Law      Student Record Measures (教基〔2025〕1号) 10, 15; Education Law 2, 4,
             12
    Checked  2026-11-23. National edition.
    * Done so in several places; not a national rule.
    Next     my papers only    guide checklist transfer --case migrant
             senior secondary  guide show transfer --case senior
    "#);
}

#[test]
fn english_in_40_columns() {
    insta::assert_snapshot!(terminal(&english(), 40), @r#"
    Changing schools / 学生转学 (primary and
    junior secondary)
    transfer
    The child moves to another school and
    the record (学籍) moves too.

      Ask first
        the school you want to move to*
      Time
        four checks, 10 working days each;
        the total varies
        promise of this bureau: set by the
        local bureau
      Questions
        set by the local bureau; if you have
        no number, call 12345

    Papers
        originals, copies, how many: set by
        the local bureau
      Everyone
        written request by the parent
        (转学申请)*, household booklet
        (户口簿)*
      Parents work or trade here
        residence permit (居住证)*, proof of
        home*
      Foreign, Hong Kong, Macao, Taiwan
        valid identity document

    Steps
      1 Parent
          asks the new school in writing,
          hands in papers*
      2 New school (转入学校)
          checks papers and places; if it
          agrees, starts the transfer in the
          system
          time: set by the local bureau
      3 New place's bureau
          check in turn
      4 old school
          check in turn
      5 old place's bureau
          check in turn

    Dates
      Latest by
        What
          Limit
          Counted from
      --------------------------------------
      Mon 2026-11-30
        told once of everything missing
          5 wdays
          papers in
      Fri 2029-12-21 ~
        preparing done, apply to set up
          3 years
          approval

      - see
        guide show transfer --case senior
        for senior secondary schools
      - 1. is_no [list] | "quote" <b> & C#

    Law
      Student Record Measures
      (教基〔2025〕1号) 10, 15; Education
      Law 2, 4, 12
    Checked
      2026-11-23. National edition.
    * Done so in several places; not a
    national rule.
    Next
    my papers only
     guide checklist transfer --case migrant
    senior secondary
     guide show transfer --case senior
    "#);
}

#[test]
fn colours_in_40_columns() {
    let page = Page { blocks: chinese().blocks.into_iter().take(5).collect() };
    let text = render::terminal(page.clone(), Look { width: 40, color: true });
    insta::assert_snapshot!(text.replace('\u{1b}', "^"), @r#"
    ^[1m学生转学（小学、初中）^[0m          ^[36mtransfer^[0m
    孩子换学校读书，学籍跟着转过去。

    先看材料；不清楚的，用 ^[36mguide search 转学^[0m
    找。

      ^[1m先找谁^[0m
        想转进的学校*
      ^[1m带什么^[0m
        书面申请*、户口簿*，再按情形加（见
        下）
      ^[1m要多久^[0m
        四方各自核办，每方 10 个工作日；总天
        数各地不同
        本局承诺：^[35m由本局填写^[0m
      ^[1m何时申请^[0m
        ^[35m由本局填写^[0m（各地不同）
      ^[1m问谁^[0m
        ^[35m由本局填写^[0m；没有电话就打 12345

    ^[1m要带的材料^[0m
        原件、复印件和份数：^[35m由本局填写^[0m
    "#);
}

#[test]
fn a_long_title_goes_on_below_its_first_word() {
    let hits = [
        ("2  Children who come with parents who moved for work", "guide show children"),
        ("3  Fees", "guide show fees"),
    ];
    let page = Page { blocks: vec![commands("", &hits)] };
    insta::assert_snapshot!(terminal(&page, 40), @"
    2  Children who come with parents who
       moved for work
      guide show children
    3  Fees
      guide show fees
    ");
}
