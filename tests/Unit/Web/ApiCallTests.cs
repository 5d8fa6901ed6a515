using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts;
using Skiller.Contracts.Operations;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Xunit;

namespace Skiller.Tests.Unit.Web;

/// <summary>How long an act may take, and what is said when its outcome is unknown.</summary>
public sealed class ApiCallTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Outage _outage;

    public ApiCallTests() => _outage = new Outage(_clock);

    [Fact]
    public async Task I16_Both_attempts_of_an_act_end_within_six_seconds()
    {
        var call = Call();
        var attempts = 0;
        var second = new TaskCompletionSource();
        var act = call.Write(repeatable: true, _ =>
        {
            attempts++;
            if (attempts == 1)
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
                throw new TimeoutException();
            }

            second.SetResult();
            return new TaskCompletionSource<Result<Done>>().Task;
        });

        await second.Task;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("outcome-unknown", 2), (await Problem(act), attempts));
    }

    [Fact]
    public async Task What_took_all_the_time_is_not_tried_again()
    {
        var call = Call();
        var attempts = 0;
        var act = call.Write(repeatable: true, _ =>
        {
            attempts++;
            return new TaskCompletionSource<Result<Done>>().Task;
        });

        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(("outcome-unknown", 1), (await Problem(act), attempts));
    }

    [Fact]
    public async Task An_unknown_outcome_is_resolved_by_repeating_and_a_certain_one_is_told()
    {
        var attempts = 0;
        var done = await Call().Write(repeatable: true, _ => ++attempts == 1 ? throw new OutcomeUnknownException("lost") : Task.FromResult<Result<Done>>(Done.It));
        Assert.Equal((Done.It, 2), (done, attempts));

        Assert.Equal("outcome-unknown", await Problem(Call().Write<Done>(repeatable: false, _ => throw new OutcomeUnknownException("lost"))));
        Assert.Equal("unavailable", await Problem(Passing(Call().Write<Done>(repeatable: true, _ => throw new UnavailableException("away", TimeSpan.Zero)))));
    }

    [Fact]
    public async Task F01_What_a_silo_that_died_turns_away_is_asked_again_until_another_one_has_taken_over()
    {
        var (looks, acts) = (0, 0);
        var call = Call();
        Assert.Equal(Done.It, await Passing(call.Look((_, _) => ++looks < 4 ? throw new SiloUnavailableException("dead") : Task.FromResult(Done.It))));
        Assert.Equal(Done.It, await Passing(call.Write(repeatable: true, _ => ++acts < 4 ? throw new SiloUnavailableException("dead") : Task.FromResult<Result<Done>>(Done.It))));
        Assert.Equal((4, 4), (looks, acts));
    }

    [Fact]
    public async Task F01_What_a_silo_that_died_took_with_it_is_asked_again_while_there_is_time_to_answer()
    {
        var begun = _clock.GetUtcNow();
        var (looks, acts) = (0, 0);
        Assert.Equal(Done.It, await Passing(Call().Look((_, _) => ++looks == 1 ? new TaskCompletionSource<Done>().Task : Task.FromResult(Done.It))));
        Assert.Equal(Done.It, await Passing(Call().Write(repeatable: true, _ => ++acts == 1 ? new TaskCompletionSource<Result<Done>>().Task : Task.FromResult<Result<Done>>(Done.It))));
        Assert.Equal((2, 2), (looks, acts));
        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6.5));

        // What may not be done twice is waited for as long as there is time.
        Assert.Equal("outcome-unknown", await Problem(Passing(Call().Write<Done>(repeatable: false, _ =>
        {
            acts++;
            return new TaskCompletionSource<Result<Done>>().Task;
        }))));
        Assert.Equal(3, acts);
        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12.5));
    }

    [Fact]
    public async Task F11_What_was_given_up_may_be_carried_out_no_more_when_it_is_sent_again()
    {
        var cluster = new ClusterClock(_clock);
        cluster.Set(_clock.GetUtcNow(), TimeSpan.Zero);
        var deadlines = new List<DateTimeOffset>();
        var sentAt = new List<DateTimeOffset>();
        await Passing(Call(cluster).Write(repeatable: true, _ =>
        {
            deadlines.Add(ActDeadline.Current!.Value);
            sentAt.Add(_clock.GetUtcNow());
            return sentAt.Count == 1 ? new TaskCompletionSource<Result<Done>>().Task : Task.FromResult<Result<Done>>(Done.It);
        }));
        Assert.Equal(2, sentAt.Count);
        Assert.True(deadlines[0] < sentAt[1]);
        Assert.True(deadlines[1] > sentAt[1]);
    }

    [Fact]
    public async Task Each_of_the_looks_that_go_on_side_by_side_is_asked_again()
    {
        var call = Call();
        var looks = new int[3];
        var all = Task.WhenAll(looks.Select((_, i) => call.Look((_, _) => ++looks[i] == 1 ? new TaskCompletionSource<Done>().Task : Task.FromResult(Done.It))));
        Assert.All(await Passing(all), static done => Assert.Equal(Done.It, done));
        Assert.All(looks, static count => Assert.Equal(2, count));
    }

    [Fact]
    public async Task I16_Asking_again_ends_within_six_seconds()
    {
        var begun = _clock.GetUtcNow();
        var call = Call();
        Assert.Equal("unavailable", await Problem(Passing(call.Look<Done>((_, _) => throw new SiloUnavailableException("dead")))));
        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));

        // What the call may take is over: nothing is asked twice any more.
        var looks = 0;
        Assert.Equal("unavailable", await Problem(call.Look<Done>((_, _) => ++looks > 0 ? throw new SiloUnavailableException("dead") : Task.FromResult(Done.It))));
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task I16_Looks_that_hang_one_after_the_other_do_not_add_up()
    {
        var begun = _clock.GetUtcNow();
        var call = Call();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("unavailable", await Problem(Passing(call.Look((_, _) => new TaskCompletionSource<Done>().Task))));
        }

        Assert.InRange(_clock.GetUtcNow() - begun, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(8.5));
        Assert.Equal(Done.It, await call.Look(static (_, _) => Task.FromResult(Done.It)));
    }

    [Fact]
    public async Task What_is_overloaded_is_not_asked_again()
    {
        var looks = 0;
        Assert.Equal("unavailable", await Problem(Call().Look<Done>((_, _) => ++looks > 0 ? throw new LimitExceededException("full") : Task.FromResult(Done.It))));
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task F07_A_short_outage_is_waited_out_and_in_a_long_one_nobody_waits()
    {
        var acts = 0;
        Assert.Equal(Done.It, await Passing(Call().Write(repeatable: false, _ => ++acts < 4 ? throw Away() : Task.FromResult<Result<Done>>(Done.It))));
        Assert.Equal(4, acts);

        Assert.Equal("unavailable", await Problem(Passing(Call().Write<Done>(repeatable: false, _ => throw Away()))));
        acts = 0;
        Assert.Equal("unavailable", await Problem(Call().Write<Done>(repeatable: true, _ => ++acts > 0 ? throw Away() : Task.FromResult<Result<Done>>(Done.It))));
        Assert.Equal(1, acts);
    }

    [Fact]
    public async Task What_was_perhaps_applied_stays_unknown_whatever_is_said_of_its_repetition()
    {
        var acts = 0;
        Assert.Equal(
            "outcome-unknown",
            await Problem(Passing(Call().Write<Done>(repeatable: true, _ => ++acts == 1 ? throw new OutcomeUnknownException("lost") : throw Away()))));
        Assert.True(acts > 1);
    }

    [Fact]
    public async Task After_something_was_done_a_fault_of_a_look_never_says_that_nothing_was()
    {
        var call = Call();
        Assert.Equal("unavailable", await Problem(Passing(Away(call))));
        await call.Write(repeatable: false, _ => Task.FromResult<Result<Done>>(Done.It));
        Assert.Equal("outcome-unknown", await Problem(Passing(Away(call))));
    }

    private static UnavailableException Away() => new("away", TimeSpan.Zero);

    private static Task<Done> Away(ApiCall call) => call.Look<Done>((_, _) => throw new UnavailableException("away", TimeSpan.Zero));

    // Lets the time pass that somebody waits for.
    private async Task<T> Passing<T>(Task<T> waiting)
    {
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await waiting;
    }

    private static async Task<string> Problem(Task act) => (await Assert.ThrowsAsync<RequestRefusedException>(() => act)).Problem.Code;

    private ApiCall Call(ClusterClock? cluster = null) => new(
        new HttpContextAccessor { HttpContext = new DefaultHttpContext() }, null!, new Identifiers(null!), _outage, cluster ?? new ClusterClock(_clock), _clock, NullLogger<ApiCall>.Instance);
}
