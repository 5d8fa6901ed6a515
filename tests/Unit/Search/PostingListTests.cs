using CsCheck;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>A list of documents reads as it was written, in few bytes.</summary>
public sealed class PostingListTests
{
    [Fact]
    public void Whatever_is_written_is_read() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 400], Gen.Int[0, 70_000])
        .Array[0, 40].Sample(static entries =>
        {
            var list = new SortedDictionary<long, Occurrences>();
            foreach (var (document, title, skills, body, answers) in entries)
            {
                list[document] = new Occurrences(title, skills, body, answers);
            }

            return PostingList.Decode(PostingList.Encode(list)).SequenceEqual(list);
        });

    [Fact]
    public void A_word_that_stands_once_takes_two_bytes_in_a_near_document() => Assert.Equal(
        4,
        PostingList.Encode(new SortedDictionary<long, Occurrences> { [100] = new(1, 0, 0, 0), [164] = new(0, 1, 2, 0) }).Length);
}
