using Skiller.Contracts;
using Skiller.Silo.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class PatientlyTests
{
    public static TheoryData<Exception> OfTheWorld =>
    [
        new UnavailableException("away", TimeSpan.Zero),
        new OutcomeUnknownException("perhaps"),
        new TimeoutException(),
        new SiloUnavailableException("gone"),
    ];

    [Theory]
    [MemberData(nameof(OfTheWorld))]
    public async Task What_the_world_kept_from_happening_is_tried_again(Exception fault)
    {
        var attempts = 0;
        var outcome = await Patiently.Try(
            () => ++attempts < 3 ? Task.FromException<int>(fault) : Task.FromResult(7), TestContext.Current.CancellationToken, new Hasty());
        Assert.Equal((7, 3), (outcome, attempts));
    }

    [Fact]
    public async Task What_is_wrong_is_not_tried_again()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Patiently.Try(
            () =>
            {
                attempts++;
                return Task.FromException<int>(new InvalidOperationException());
            },
            TestContext.Current.CancellationToken,
            new Hasty()));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Patience_has_an_end()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<TimeoutException>(() => Patiently.Try(
            () =>
            {
                attempts++;
                return Task.FromException<int>(new TimeoutException());
            },
            TestContext.Current.CancellationToken,
            new Hasty()));
        Assert.Equal(8, attempts);
    }

    // Every wait is over at once.
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
