using CsCheck;
using Skiller.Web.Overload;
using Xunit;

namespace Skiller.Tests.Unit.Overload;

/// <summary>D15: readers are turned away when processors are short, and only then.</summary>
public sealed class RequestRoomTests
{
    private const int Most = 1_000;
    private const int Threads = 2;
    private const int Waiting = 40;
    private readonly RequestRoom _room = new(Most, Threads);
    private TimeSpan _now = TimeSpan.FromHours(1);
    private long _done = 7;

    [Fact]
    public void Under_a_queue_that_stands_there_is_room_for_a_second_of_work()
    {
        Pass(TimeSpan.FromSeconds(3), Waiting, aSecond: 400);
        Assert.InRange(_room.Now, 360, 440);
    }

    [Fact]
    public void The_room_follows_what_a_process_can_do()
    {
        Pass(TimeSpan.FromSeconds(3), Waiting, aSecond: 200);
        Assert.InRange(_room.Now, 180, 220);
        Pass(TimeSpan.FromSeconds(3), Waiting, aSecond: 600);
        Assert.InRange(_room.Now, 540, 660);
    }

    [Fact]
    public void A_burst_turns_nobody_away()
    {
        Pass(TimeSpan.FromMilliseconds(900), Waiting, aSecond: 100);
        Assert.Equal(Most, _room.Now);
        Pass(TimeSpan.FromMilliseconds(50), Threads, aSecond: 100);
        Pass(TimeSpan.FromMilliseconds(900), Waiting, aSecond: 100);
        Assert.Equal(Most, _room.Now);
    }

    [Fact]
    public void A_stop_of_the_process_that_is_caught_up_with_turns_nobody_away()
    {
        Pass(TimeSpan.FromSeconds(5), 0, aSecond: 300);
        _now += TimeSpan.FromSeconds(2);
        Pass(TimeSpan.FromMilliseconds(800), Waiting, aSecond: 500);
        Assert.Equal(Most, _room.Now);
    }

    [Fact]
    public void Requests_that_wait_for_others_and_take_no_thread_turn_nobody_away()
    {
        Pass(TimeSpan.FromSeconds(10), Threads, aSecond: 0);
        Assert.Equal(Most, _room.Now);
    }

    [Fact]
    public void As_soon_as_a_thread_is_free_everybody_is_let_in()
    {
        Pass(TimeSpan.FromSeconds(5), Waiting, aSecond: 50);
        Assert.NotEqual(Most, _room.Now);
        Pass(TimeSpan.FromMilliseconds(50), 0, aSecond: 50);
        Assert.Equal(Most, _room.Now);
    }

    [Fact]
    public void Who_has_done_nothing_yet_can_begin()
    {
        Pass(TimeSpan.FromSeconds(5), Waiting, aSecond: 0);
        Assert.Equal(128, _room.Now);
        var small = new RequestRoom(8, Threads);
        for (var second = 0; second < 5; second++)
        {
            small.Look(TimeSpan.FromSeconds(second), 0, Waiting, 0);
        }

        Assert.Equal((8, 8), (small.Now, small.Places));
    }

    [Fact]
    public void Under_a_queue_that_stands_few_are_worked_on()
    {
        Pass(TimeSpan.FromMilliseconds(150), Waiting, aSecond: 400);
        Assert.Equal(Most, _room.Places);
        Pass(TimeSpan.FromMilliseconds(100), Waiting, aSecond: 400);
        Assert.Equal(RequestRoom.FewEach * Threads, _room.Places);
    }

    [Fact]
    public void Places_come_back_little_by_little_as_long_as_threads_are_free()
    {
        Pass(TimeSpan.FromSeconds(1), Waiting, aSecond: 400);
        Pass(TimeSpan.FromSeconds(1), 0, aSecond: 400, atDoor: 10);
        Assert.Equal((RequestRoom.FewEach + 20) * Threads, _room.Places);
        Pass(TimeSpan.FromMinutes(1), 0, aSecond: 400);
        Assert.Equal(Most, _room.Places);
    }

    [Fact]
    public void As_long_as_somebody_waits_at_the_door_the_room_stays_that_for_a_second()
    {
        Pass(TimeSpan.FromSeconds(3), Waiting, aSecond: 400);
        Pass(TimeSpan.FromSeconds(2), 0, aSecond: 400, atDoor: 1);
        Assert.InRange(_room.Now, 360, 440);
        Pass(TimeSpan.FromMilliseconds(50), 0, aSecond: 400);
        Assert.Equal(Most, _room.Now);
    }

    [Fact]
    public void The_room_is_never_more_than_the_operator_set_and_never_nothing() =>
        Gen.Select(Gen.Int[1, 2_000], Gen.Select(Gen.Int[0, 3_000], Gen.Int[0, 5_000], Gen.Int[0, 100], Gen.Int[0, 3]).List[0, 200]).Sample(static (most, looks) =>
        {
            var (room, at, done) = (new RequestRoom(most, Threads), TimeSpan.Zero, 0L);
            foreach (var (milliseconds, more, waiting, atDoor) in looks)
            {
                at += TimeSpan.FromMilliseconds(milliseconds);
                done += more;
                room.Look(at, done, waiting, atDoor);
                Assert.InRange(room.Now, Math.Min(128, most), most);
                Assert.InRange(room.Places, Math.Min(RequestRoom.FewEach * Threads, most), most);
            }
        });

    private void Pass(TimeSpan time, long waiting, int aSecond, int atDoor = 0)
    {
        var look = TimeSpan.FromMilliseconds(50);
        for (var passed = TimeSpan.Zero; passed < time; passed += look)
        {
            _now += look;
            _done += (long)(aSecond * look.TotalSeconds);
            _room.Look(_now, _done, waiting, atDoor);
        }
    }
}
