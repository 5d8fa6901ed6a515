using System.Text;
using System.Xml;
using Skiller.Silo.Import;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class DumpReaderTests
{
    private const string Declared = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n  <row Id=\"1\" Title=\"é &lt;a&gt;\" />\n  <row Id=\"x\" CreationDate=\"2020-02-01T10:00:00.123\" />\n</posts>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_are_read_whether_or_not_a_byte_order_mark_comes_first(bool hasMark)
    {
        var rows = Read(Declared, hasMark).ToList();

        Assert.Equal([1, null], rows.Select(static row => row.Number("Id")));
        Assert.Equal("é <a>", rows[0].Text("Title"));
        Assert.Null(rows[1].Text("Title"));
    }

    [Fact]
    public void Times_are_UTC_without_saying_so() =>
        Assert.Equal(
            new DateTimeOffset(2020, 2, 1, 10, 0, 0, 123, TimeSpan.Zero),
            Read(Declared, hasMark: false).Last().Time("CreationDate"));

    [Fact]
    public void A_file_that_is_cut_off_gives_the_rows_before_the_cut_and_names_its_place()
    {
        using var rows = Read(Declared[..^20], hasMark: false).GetEnumerator();
        Assert.True(rows.MoveNext());
        Assert.Equal(1, rows.Current.Number("Id"));
        Assert.Equal(4, Assert.Throws<XmlException>(() => rows.MoveNext()).LineNumber);
    }

    [Fact]
    public void A_file_that_is_not_there_has_no_rows()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(DumpReader.Rows(folder.Path, "Votes.xml"));
    }

    private static IEnumerable<DumpRow> Read(string content, bool hasMark)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "Posts.xml"), content, new UTF8Encoding(hasMark));
        foreach (var row in DumpReader.Rows(folder.Path, "Posts.xml"))
        {
            yield return row;
        }
    }
}
