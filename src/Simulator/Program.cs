using Skiller.Simulator.Commands;

return (int)await CommandLine.Run(args, Console.Error);
