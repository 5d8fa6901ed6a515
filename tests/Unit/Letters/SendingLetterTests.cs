using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Xunit;

namespace Skiller.Tests.Unit.Letters;

/// <summary>Each part of the log stands in one letter, whoever asks for it and however often.</summary>
public sealed class SendingLetterTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_position_is_in_two_letters_whatever_is_asked_in_whatever_order() =>
        Gen.Select(Gen.Long[0, 60], Gen.Long[0, 60]).Array[1, 30].Sample(static asked =>
        {
            var (state, told) = (Opened(), new HashSet<long>());
            foreach (var (after, upTo) in asked)
            {
                var decision = SendingLetter.Decide(state, after, upTo, _now);
                foreach (var fact in decision.Facts)
                {
                    var letter = Assert.IsType<LetterDue>(fact.Fact);
                    for (var position = letter.From + 1; position <= letter.UpTo; position++)
                    {
                        Assert.True(told.Add(position));
                        Assert.InRange(position, after + 1, upTo);
                    }

                    state = state.Apply(letter, new Occurrence("k:87", state.Version + 1, _now, null));
                }

                Assert.Empty(SendingLetter.Decide(state, after, upTo, _now).Facts);
            }
        });

    [Fact]
    public void What_was_never_an_account_is_not_written_to() =>
        Assert.Equal(RefusalCode.NotFound, SendingLetter.Decide(AccountState.Initial("k:88"), 1, 2, _now).Refusal?.Code);

    private static AccountState Opened() => AccountState.Initial("k:87").Apply(
        new AccountOpened("ada@example.org", "hash", "ada", Role.Member), new Occurrence("k:87", 1, _now, new MemberId(87)));
}
